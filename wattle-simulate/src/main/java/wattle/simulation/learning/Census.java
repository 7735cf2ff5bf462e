package wattle.simulation.learning;

import java.util.List;

/// Who took part: the ground for every statement on bias and waste.
public final class Census {

    private final Fleet fleet;
    private final int[] times;
    private final long[] asked;
    private final long[] arrived;
    private final long[] late;
    private final long[] lost;
    private double wastedJ;
    private double upBits;
    private double downBits;
    private double sideBits;
    private long updates;
    private double staleness;
    private double useful;

    /// Counts for the groups of a fleet.
    public Census(Fleet fleet) {
        this(fleet, fleet.size());
    }

    /// Counts without devices: who took part how often is not known then.
    static Census withoutDevices(Fleet fleet) {
        return new Census(fleet, 0);
    }

    private Census(Fleet fleet, int devices) {
        int groups = fleet.groups().size();
        this.fleet = fleet;
        this.times = new int[devices];
        this.asked = new long[groups];
        this.arrived = new long[groups];
        this.late = new long[groups];
        this.lost = new long[groups];
    }

    /// Expected counts of many devices at once, rounded.
    void expected(double askedOften, double arrivedOften, double lostOften, double usefulPasses) {
        long counted = Math.round(arrivedOften);
        asked[0] += Math.round(askedOften);
        arrived[0] += counted;
        lost[0] += Math.round(lostOften);
        late[0] += Math.max(0, Math.round(askedOften) - counted - Math.round(lostOften));
        updates += counted;
        useful += usefulPasses;
    }

    void asked(int device) {
        asked[fleet.group(device)]++;
    }

    /// An update counted.
    ///
    /// @param work of the round over that of the first training
    void arrived(int device, double work) {
        useful += fleet.items(device) * work;
        arrived[fleet.group(device)]++;
        times[device]++;
        updates++;
    }

    void late(int device, double joules) {
        late[fleet.group(device)]++;
        wastedJ += joules;
    }

    void lost(int device, double joules) {
        lost[fleet.group(device)]++;
        wastedJ += joules;
    }

    void stale(double versions) {
        staleness += versions;
    }

    void moved(double up, double down) {
        upBits += up;
        downBits += down;
    }

    void side(double bits) {
        sideBits += bits;
    }

    /// Energy of devices whose update never counted, in J; part of the ledger, not beside it.
    public double wastedJ() {
        return wastedJ;
    }

    public double upBits() {
        return upBits;
    }

    public double downBits() {
        return downBits;
    }

    public double sideBits() {
        return sideBits;
    }

    /// Passes over one device's items of the first training that counted, local epochs apart.
    public double usefulPasses() {
        return useful;
    }

    /// Updates that counted.
    public long updates() {
        return updates;
    }

    /// Mean age of the updates that counted, in models.
    public double meanStaleness() {
        return updates == 0 ? 0 : staleness / updates;
    }

    /// Share of the devices that never took part.
    public double neverShare() {
        int never = 0;
        for (int count : times) {
            if (count == 0) {
                never++;
            }
        }
        return times.length == 0 ? 0 : (double) never / times.length;
    }

    /// How a group fared.
    ///
    /// @param share of all devices
    /// @param shareOfUpdates of all updates that counted
    /// @param asked how often its devices were asked
    /// @param late how often they came too late
    /// @param lost how often they failed, went away or ran out of charge
    public record GroupCount(String name, double share, double shareOfUpdates, long asked, long late, long lost) {}

    /// Each group.
    public List<GroupCount> groups() {
        long[] sizes = new long[fleet.groups().size()];
        sizes[0] = times.length == 0 ? fleet.size() : 0;
        for (int i = 0; i < times.length; i++) {
            sizes[fleet.group(i)]++;
        }
        return java.util.stream.IntStream.range(0, sizes.length)
                .mapToObj(g -> new GroupCount(
                        fleet.groups().get(g),
                        (double) sizes[g] / fleet.size(),
                        updates == 0 ? 0 : (double) arrived[g] / updates,
                        asked[g],
                        late[g],
                        lost[g]))
                .toList();
    }
}
