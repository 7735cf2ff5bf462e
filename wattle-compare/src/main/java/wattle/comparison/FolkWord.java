package wattle.comparison;

import java.util.Locale;

/// One cell of the field's folk table with our number beside it.
///
/// @param property `latency`, `privacy`, `data transfer`, `power efficiency`, `computation efficiency`
/// @param column `device`, `cloud` or `federated`
/// @param word what the field says; `?` where it says nothing
/// @param number what this scenario gives, ready to print, with interval and unit
/// @param judgement whether the word holds
/// @param comment why
public record FolkWord(
        String property, String column, String word, String number, Judgement judgement, String comment) {

    /// Whether the word holds.
    public enum Judgement {
        HOLDS,
        WRONG,
        /// The field has no word; this is ours.
        ANSWER,
        CANNOT_TELL;

        /// As it stands in files: `cannot-tell`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
