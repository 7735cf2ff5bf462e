package wattle.meter.ipmi;

import java.util.List;
import java.util.Optional;

/// The answer to DCMI's *Get Power Reading*. Source: DCMI specification 1.5, section 6.6.1, table 6-16.
///
/// @param watts now, in W
/// @param periodMillis over which its minimum, maximum and mean are, in ms
/// @param active whether the controller says that it is measuring. OpenBMC gives right values and says it
///     is not (openbmc issue 3257)
record DcmiPower(int watts, long periodMillis, boolean active) {

    /// Group extension DCh, mode 1 (system power statistics).
    static final String COMMAND = "raw 0x2c 0x02 0xdc 0x01 0x00 0x00";

    private static final int GROUP = 0xdc;
    private static final int BYTES = 18;
    private static final int ACTIVE = 1 << 6;

    /// Reads what `raw` prints: 18 bytes in hexadecimal, from the group extension on, over several lines.
    static Optional<DcmiPower> parse(List<String> lines) {
        String[] words = String.join(" ", lines).strip().split("\\s+");
        if (words.length != BYTES) {
            return Optional.empty();
        }
        int[] bytes = new int[BYTES];
        for (int i = 0; i < BYTES; i++) {
            if (!words[i].matches("[0-9a-fA-F]{2}")) {
                return Optional.empty();
            }
            bytes[i] = Integer.parseInt(words[i], 16);
        }
        if (bytes[0] != GROUP) {
            return Optional.empty();
        }
        long period = bytes[13] | bytes[14] << 8 | bytes[15] << 16 | (long) bytes[16] << 24;
        return Optional.of(new DcmiPower(bytes[1] | bytes[2] << 8, period, (bytes[17] & ACTIVE) != 0));
    }
}
