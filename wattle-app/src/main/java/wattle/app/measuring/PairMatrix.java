package wattle.app.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.agreement.Pair;
import wattle.trace.ChannelId;

/// All meters of a run against all others: in each row's cell what the row's meter saw of the column's energy, and
/// how both move together once their clocks are aligned.
///
/// @param pairs each two meters once
record PairMatrix(List<Pair> pairs) {

    static final String LEGEND =
            "Each cell: the row's energy as a share of the column's, and r with clocks aligned. Meters of different parts "
                    + "do not see the same energy, but move together.";

    /// Copies the list.
    PairMatrix {
        pairs = List.copyOf(pairs);
    }

    /// Whether it tells more than one comparison with a reference does.
    boolean isOfMany() {
        return meters().size() > 2 && pairs.size() >= meters().size();
    }

    /// For a terminal; empty where there is nothing to add.
    String text() {
        if (!isOfMany()) {
            return "";
        }
        List<ChannelId> meters = meters();
        String[] head = new String[meters.size() + 1];
        head[0] = "";
        for (int i = 0; i < meters.size(); i++) {
            head[i + 1] = "[" + (i + 1) + "]";
        }
        Columns columns = new Columns("l" + "r".repeat(meters.size()), head);
        for (int i = 0; i < meters.size(); i++) {
            List<String> row = new ArrayList<>(List.of("[%d] %s".formatted(i + 1, meters.get(i))));
            for (ChannelId column : meters) {
                row.add(cell(meters.get(i), column));
            }
            columns.add(row.toArray(String[]::new));
        }
        return "\n\nEvery pair. " + LEGEND + "\n" + columns.text("  ");
    }

    /// For a page: a head and one row for each meter.
    List<List<String>> rows() {
        List<ChannelId> meters = meters();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        meters.forEach(meter -> head.add(meter.text()));
        rows.add(head);
        for (ChannelId meter : meters) {
            List<String> row = new ArrayList<>(List.of(meter.text()));
            meters.forEach(column -> row.add(cell(meter, column)));
            rows.add(row);
        }
        return rows;
    }

    private List<ChannelId> meters() {
        return pairs.stream()
                .<ChannelId>mapMulti((pair, meters) -> {
                    meters.accept(pair.reference().id());
                    meters.accept(pair.other().id());
                })
                .distinct()
                .toList();
    }

    private String cell(ChannelId row, ChannelId column) {
        if (row.equals(column)) {
            return "–";
        }
        Optional<Pair> pair = pairs.stream()
                .filter(one -> is(one, column, row) || is(one, row, column))
                .findFirst();
        return pair.map(one -> {
                    double share = is(one, column, row)
                            ? one.energy().coverage()
                            : one.energy().otherJ() > 0
                                    ? one.energy().referenceJ() / one.energy().otherJ()
                                    : Double.NaN;
                    String seen = Double.isFinite(share) ? CompareMeters.percent(share) : "?";
                    return seen + ", "
                            + CompareMeters.format("%.3f", one.alignment().after());
                })
                .orElse("too little time");
    }

    private static boolean is(Pair pair, ChannelId reference, ChannelId other) {
        return pair.reference().id().equals(reference) && pair.other().id().equals(other);
    }
}
