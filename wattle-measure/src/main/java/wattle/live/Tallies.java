package wattle.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Reading;

/// The tallies of every energy channel of a machine. Takes readings from several threads.
public final class Tallies {

    private final Map<ChannelId, Tally> all = new LinkedHashMap<>();

    /// @param channels those that say nothing about energy are left out
    public Tallies(List<Channel> channels) {
        channels.stream().filter(Channel::isEnergy).forEach(channel -> all.put(channel.id(), new Tally(channel)));
    }

    /// Takes a reading.
    public synchronized void add(Reading reading) {
        Tally tally = all.get(reading.channel());
        if (tally != null) {
            tally.add(reading);
        }
    }

    /// How many channels are kept.
    public int size() {
        return all.size();
    }

    synchronized List<Tally.Now> now() {
        return all.values().stream().map(Tally::now).toList();
    }
}
