package wattle.meter.redfish;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import wattle.meter.FileMeter;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// One channel, and the numbers whose sum it is.
///
/// @param steps how many raw steps of a counter one of the resource's units has; 0 for a gauge
record Source(Channel channel, List<Term> terms, double steps) {

    /// Copies the list.
    Source {
        terms = List.copyOf(terms);
    }

    /// @param resources those that could be read, by path
    Reading reading(Moment read, Map<String, JsonNode> resources, Map<String, String> refusals) {
        double sum = 0;
        Moment moment = read;
        for (Term term : terms) {
            JsonNode json = resources.get(term.resource());
            if (json == null) {
                String why = refusals.getOrDefault(term.resource(), term.resource() + " is not there");
                return FileMeter.gap(channel, read, GapReason.GONE, why);
            }
            Optional<Double> value = term.in(json);
            if (value.isEmpty()) {
                return FileMeter.gap(
                        channel,
                        read,
                        GapReason.NOT_VALID_NOW,
                        "%s%s = %s, state %s"
                                .formatted(
                                        term.resource(),
                                        term.value(),
                                        json.at(term.value()),
                                        json.at(term.state()).stringValueOpt().orElse("unknown")));
            }
            sum += value.get();
            moment = terms.size() == 1 ? time(json).map(read::at).orElse(read) : read;
        }
        if (steps == 0) {
            return FileMeter.power(channel, moment, sum);
        }
        return sum >= 0 && sum * steps < Long.MAX_VALUE
                ? new Reading.Counter(channel.id(), moment, Math.round(sum * steps))
                : FileMeter.gap(channel, moment, GapReason.IMPLAUSIBLE, "energy " + sum);
    }

    /// The controller's own time of a sensor's value, in µs since 1970-01-01 UTC.
    private static Optional<Long> time(JsonNode json) {
        try {
            return json.path("ReadingTime")
                    .stringValueOpt()
                    .map(OffsetDateTime::parse)
                    .map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
