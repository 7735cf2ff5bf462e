package wattle.meter.nvml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import wattle.meter.Machine;

/// Looks on the PCI bus, where a GPU shows without any driver.
final class PciGpus {

    /// PCI vendor of NVIDIA, and the PCI base class of display controllers. Source: the PCI ID database,
    /// <https://pci-ids.ucw.cz>.
    private static final String VENDOR = "0x10de";

    private static final String DISPLAY = "0x03";

    private PciGpus() {}

    static boolean areThere(Machine machine) {
        Path bus = machine.file("sys/bus/pci/devices");
        if (!Files.isDirectory(bus)) {
            return false;
        }
        try (Stream<Path> devices = Files.list(bus)) {
            return devices.anyMatch(
                    device -> starts(device.resolve("vendor"), VENDOR) && starts(device.resolve("class"), DISPLAY));
        } catch (IOException e) {
            // A bus that cannot be listed shows nothing; whoever asked has the library's own reason
            // already.
            return false;
        }
    }

    private static boolean starts(Path file, String text) {
        try {
            return Files.readString(file).startsWith(text);
        } catch (IOException e) {
            return false;
        }
    }
}
