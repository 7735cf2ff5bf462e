package wattle.meter.ipmi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import wattle.document.InputFault;
import wattle.document.Node;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;

/// Baseboard management controllers: this machine's own (`/dev/ipmi0`), or those of the settings
/// `meters.ipmi`: `host`, `port`, `user`, `password_env` (the name of the variable that holds the
/// password), `interface` (`lanplus`), `cipher`.
///
/// The DCMI power of a machine is taken as that of the node; the sum of its power supplies' inputs is that
/// of the wall.
public final class IpmiKind implements MeterKind {

    /// A session takes four exchanges, and a slow controller a second for each.
    private static final long FIRST_ANSWER_MILLIS = 5000;

    @Override
    public String name() {
        return "ipmi";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        List<Node.Mapping> groups = machine.settings(name());
        Path own = machine.file("dev/ipmi0");
        if (groups.isEmpty() && !Files.exists(own)) {
            return List.of();
        }
        Optional<Path> program = IpmiTarget.program(machine);
        if (program.isEmpty()) {
            return List.of(new Probe.Broken(
                    "IPMI", "the program ipmitool is not on the PATH", "sudo apt-get install ipmitool"));
        }
        if (groups.isEmpty()) {
            return List.of(
                    Files.isReadable(own) && Files.isWritable(own)
                            ? probe(machine, IpmiTarget.local(program.get()))
                            : new Probe.Denied(
                                    "IPMI local", own + ": not for this user", "sudo chmod a+rw " + own, "node power"));
        }
        List<Probe> probes = new ArrayList<>();
        for (Node.Mapping group : groups) {
            try {
                probes.add(probe(machine, IpmiTarget.of(machine, program.get(), group)));
            } catch (InputFault fault) {
                String place = fault.location().map(at -> at + ": ").orElse("");
                probes.add(new Probe.Broken(
                        "settings of meters.ipmi", place + fault.path() + ": " + fault.what(), fault.maybe()));
            }
        }
        return List.copyOf(probes);
    }

    private static Probe probe(Machine machine, IpmiTarget target) {
        String device = "IPMI " + target.name();
        String remedy = "check address, user, password and cipher by hand: ipmitool "
                + String.join(" ", target.options()) + " dcmi power reading";
        IpmiShell shell;
        try {
            shell = IpmiShell.start(target);
        } catch (IOException e) {
            return new Probe.Broken(device, "ipmitool does not start: " + e.getMessage(), "");
        }
        Optional<Probe> ready = Optional.empty();
        try {
            ready = found(machine, target, shell, device);
            return ready.orElseGet(() -> new Probe.Broken(
                    device, "it has neither DCMI power nor a power sensor that is known", "read the wall or the PDU"));
        } catch (IOException e) {
            return new Probe.Broken(device, String.valueOf(e.getMessage()), remedy);
        } catch (TimeoutException e) {
            return new Probe.Broken(device, String.valueOf(e.getMessage()), remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Probe.Broken(device, "interrupted", "");
        } finally {
            if (ready.isEmpty()) {
                shell.close();
            }
        }
    }

    private static Optional<Probe> found(Machine machine, IpmiTarget target, IpmiShell shell, String device)
            throws IOException, TimeoutException, InterruptedException {
        Optional<DcmiPower> power = DcmiPower.parse(shell.ask(DcmiPower.COMMAND, FIRST_ANSWER_MILLIS));
        if (power.filter(found -> found.active() || found.watts() > 0).isPresent()) {
            String flag = power.get().active() ? "" : "; the controller says that it is not measuring (openbmc 3257)";
            String note = "DCMI Get Power Reading; step and lag are the controller's and show in the trace" + flag;
            return Optional.of(new Probe.Ready(device, new IpmiMeter(machine, target, shell, Optional.empty(), note)));
        }
        Optional<PowerSensors> sensors = PowerSensors.of(shell.ask(PowerSensors.LIST, FIRST_ANSWER_MILLIS));
        return sensors.map(found -> new Probe.Ready(
                device,
                new IpmiMeter(machine, target, shell, sensors, "sensors " + String.join(" + ", found.names()))));
    }
}
