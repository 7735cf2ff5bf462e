package wattle.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import wattle.quantity.Source;

/// Finds entries by words, and puts those first that a person most probably meant.
final class Search {

    private Search() {}

    private record Hit(CatalogEntry entry, int rank) {}

    static List<CatalogEntry> ranked(List<CatalogEntry> entries, String text) {
        String typed = text.strip().toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) {
            return List.of();
        }
        List<String> words = List.of(typed.split("\\s+"));
        List<Hit> hits = new ArrayList<>();
        for (CatalogEntry entry : entries) {
            int rank = rank(entry, typed, words);
            if (rank >= 0) {
                hits.add(new Hit(entry, rank));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::rank)
                .thenComparing(hit -> hit.entry().kind())
                .thenComparing(hit -> hit.entry().id()));
        return hits.stream().map(Hit::entry).toList();
    }

    private static int rank(CatalogEntry entry, String typed, List<String> words) {
        String id = entry.id().toLowerCase(Locale.ROOT);
        if (id.equals(typed)) {
            return 0;
        }
        String names = id + " " + entry.name().toLowerCase(Locale.ROOT);
        String everything = names + " " + rest(entry).toLowerCase(Locale.ROOT);
        String[] places = {id, names, everything};
        for (int place = 0; place < places.length; place++) {
            if (words.stream().allMatch(places[place]::contains)) {
                return place + 1;
            }
        }
        return -1;
    }

    private static String rest(CatalogEntry entry) {
        StringBuilder text = new StringBuilder(entry.kind().word()).append(' ').append(entry.notes());
        for (Object value : entry.fields().values()) {
            if (value instanceof String word) {
                text.append(' ').append(word);
            }
        }
        Source source = entry.source();
        return text.append(' ')
                .append(source.key())
                .append(' ')
                .append(source.citation())
                .toString();
    }
}
