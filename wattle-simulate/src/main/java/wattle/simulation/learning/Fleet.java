package wattle.simulation.learning;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All devices, as columns of factors on what one device of the scenario does. A column in which all devices are
/// alike is not kept.
public final class Fleet {

    private final int size;
    private final List<String> groups;
    private final double @Nullable [] speed;
    private final double @Nullable [] link;
    private final double @Nullable [] power;
    private final double @Nullable [] items;
    private final double @Nullable [] grid;
    private final byte @Nullable [] group;

    private Fleet(Columns columns) {
        this.size = columns.size;
        this.groups = List.copyOf(columns.groups);
        this.speed = columns.speed;
        this.link = columns.link;
        this.power = columns.power;
        this.items = columns.items;
        this.grid = columns.grid;
        this.group = columns.group;
    }

    /// Devices that are all alike.
    public static Fleet alike(int size) {
        return new Fleet(new Columns(size));
    }

    /// Columns to be filled, then made into a fleet. Values must be above 0.
    public static final class Columns {
        private final int size;
        private List<String> groups = List.of("devices");
        private double @Nullable [] speed;
        private double @Nullable [] link;
        private double @Nullable [] power;
        private double @Nullable [] items;
        private double @Nullable [] grid;
        private byte @Nullable [] group;

        public Columns(int size) {
            this.size = size;
        }

        public Columns speed(double[] values) {
            speed = kept(values);
            return this;
        }

        public Columns link(double[] values) {
            link = kept(values);
            return this;
        }

        public Columns power(double[] values) {
            power = kept(values);
            return this;
        }

        public Columns items(double[] values) {
            items = kept(values);
            return this;
        }

        public Columns grid(double[] values) {
            grid = kept(values);
            return this;
        }

        /// @param names of the groups, at most 127
        /// @param of the group of each device
        public Columns groups(List<String> names, byte[] of) {
            groups = names;
            group = names.size() < 2 ? null : of;
            return this;
        }

        public Fleet fleet() {
            return new Fleet(this);
        }

        private double @Nullable [] kept(double[] values) {
            if (values.length != size) {
                throw new IllegalArgumentException("a column of %d for %d devices".formatted(values.length, size));
            }
            for (double value : values) {
                if (!(value > 0) || Double.isInfinite(value)) {
                    throw new IllegalArgumentException("a factor must be above 0 and finite: " + value);
                }
            }
            return Arrays.stream(values).allMatch(v -> v == 1) ? null : values;
        }
    }

    public int size() {
        return size;
    }

    /// Names of the groups, one at least.
    public List<String> groups() {
        return groups;
    }

    public int group(int device) {
        return group == null ? 0 : group[device];
    }

    /// Factor on the rate of computing.
    public double speed(int device) {
        return speed == null ? 1 : speed[device];
    }

    /// Factor on the rates of the device's link.
    public double link(int device) {
        return link == null ? 1 : link[device];
    }

    /// Factor on its power.
    public double power(int device) {
        return power == null ? 1 : power[device];
    }

    /// Factor on its items.
    public double items(int device) {
        return items == null ? 1 : items[device];
    }

    /// Factor on the carbon intensity of its electricity.
    public double grid(int device) {
        return grid == null ? 1 : grid[device];
    }

    /// Whether all devices do the same in the same time.
    public boolean isAlike() {
        return speed == null && link == null && items == null && power == null && grid == null;
    }

    /// Sum of the power factors of all devices, each weighted with its grid factor where asked.
    public double totalPower(boolean weighted) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += power(i) * (weighted ? grid(i) : 1);
        }
        return sum;
    }

    /// Bytes for that many devices, all columns kept.
    public static long bytesFor(long devices) {
        return devices * (5 * Double.BYTES + 1);
    }
}
