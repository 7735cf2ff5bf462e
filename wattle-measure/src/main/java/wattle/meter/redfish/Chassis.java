package wattle.meter.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import wattle.meter.Unanswered;
import wattle.trace.GapReason;

/// One chassis of a controller. A server with an accelerator board shows several: the box, and the board
/// within it as another chassis, whose power the box's contains.
record Chassis(String path, JsonNode json) {

    /// Kinds of chassis that hold a whole machine (DSP8010, Chassis.ChassisType).
    private static final Set<String> BOXES =
            Set.of("RackMount", "StandAlone", "Blade", "Sled", "Desktop", "Tower", "Cartridge", "Drawer", "Enclosure");

    String id() {
        return json.path("Id").stringValueOpt().orElse(path.substring(path.lastIndexOf('/') + 1));
    }

    /// Whether it holds a whole machine, as far as it says.
    boolean isBox() {
        return BOXES.contains(json.path("ChassisType").stringValueOpt().orElse(""));
    }

    /// The one that is named, or else the outermost that holds a whole machine.
    ///
    /// @throws Unanswered when there is none, or no way to tell which; with their names
    static Chassis choose(RedfishSession session, Optional<String> name) throws IOException, InterruptedException {
        List<Chassis> all = new ArrayList<>();
        for (JsonNode member : session.json(session.chassis()).path("Members").values()) {
            Optional<String> path = RedfishSession.link(member);
            if (path.isPresent()) {
                all.add(new Chassis(path.get(), session.json(path.get())));
            }
        }
        List<String> names = all.stream().map(Chassis::id).toList();
        if (name.isPresent()) {
            return all.stream()
                    .filter(chassis -> chassis.id().equals(name.get()))
                    .findFirst()
                    .orElseThrow(() -> new Unanswered(
                            GapReason.GONE, "it has no chassis '%s', but %s".formatted(name.get(), names)));
        }
        List<Chassis> boxes = all.stream().filter(Chassis::isBox).toList();
        List<Chassis> fitting = boxes.isEmpty() ? all : boxes;
        List<Chassis> outermost = fitting.stream()
                .filter(chassis -> chassis.container()
                        .filter(outer ->
                                fitting.stream().anyMatch(other -> other.path().equals(outer)))
                        .isEmpty())
                .toList();
        if (outermost.size() == 1) {
            return outermost.getFirst();
        }
        throw new Unanswered(GapReason.GONE, "choose by chassis = \"NAME\" one of " + names);
    }

    private Optional<String> container() {
        return RedfishSession.link(json.at("/Links/ContainedBy"));
    }

    /// A resource below it, by its link or by where it stands in most controllers.
    String resource(String name) {
        return RedfishSession.link(json.path(name)).orElse(path + "/" + name);
    }
}
