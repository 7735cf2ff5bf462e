package wattle.scenario;

import java.util.List;

/// How each device differs, in columns: factors on what `places.devices` says, one entry for each device. Nobody
/// may change an array.
public final class FleetTable {

    private final double[] speed;
    private final double[] link;
    private final double[] power;
    private final double[] items;
    private final List<String> groups;
    private final byte[] group;

    FleetTable(double[] speed, double[] link, double[] power, double[] items, List<String> groups, byte[] group) {
        this.speed = speed;
        this.link = link;
        this.power = power;
        this.items = items;
        this.groups = List.copyOf(groups);
        this.group = group;
    }

    /// Number of devices.
    public int size() {
        return speed.length;
    }

    /// Factor on the rate of computing; above 0.
    public double[] speed() {
        return speed;
    }

    /// Factor on the rates of the device's own link; above 0.
    public double[] link() {
        return link;
    }

    /// Factor on the power in every state; above 0, and 1 where the file has no such column.
    public double[] power() {
        return power;
    }

    /// Factor on the items it holds; above 0, and 1 where the file has no such column.
    public double[] items() {
        return items;
    }

    /// Names of the groups, in the order in which the file names them; one, `devices`, when it names none.
    public List<String> groups() {
        return groups;
    }

    /// The group of each device, by its place in [#groups()].
    public byte[] group() {
        return group;
    }
}
