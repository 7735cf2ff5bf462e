package wattle.meter.snmp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wattle.document.Keys;
import wattle.document.Values;

/// What of a unit feeds the machine.
///
/// @param outlets by number; several are summed, as for a server with two supplies
/// @param inlet for a machine that has a whole inlet, or cord, to itself
/// @param device number of the unit in a chain of units
record Selection(List<Integer> outlets, Optional<Integer> inlet, Optional<Integer> device) {

    /// Copies the list.
    Selection {
        outlets = List.copyOf(outlets);
    }

    /// @throws wattle.document.InputFault when the settings cannot be used
    static Selection of(Keys keys) {
        List<Integer> outlets = keys.optional("outlets", keys::list).orElse(List.of()).stream()
                .map(node -> Math.toIntExact(Math.min(Values.count(node, 1), Integer.MAX_VALUE)))
                .distinct()
                .toList();
        return new Selection(outlets, number(keys, "inlet"), number(keys, "device"));
    }

    private static Optional<Integer> number(Keys keys, String key) {
        return keys.optional(key, keys::count).map(value -> Math.toIntExact(Math.min(value, Integer.MAX_VALUE)));
    }

    /// `outlet-3+7`.
    String outletName() {
        return "outlet-" + outlets.stream().map(Object::toString).collect(Collectors.joining("+"));
    }
}
