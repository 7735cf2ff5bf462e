package wattle.meter.snmp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import wattle.meter.Configured;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.meter.RemoteMeter;
import wattle.trace.Part;

/// Power distribution units, UPSs and power sensors of the settings `meters.snmp`: `host`, `port`,
/// `version` (`1`, `2c`, `3`), `community` or `community_env`, `user`, `auth`, `auth_env`, `priv`,
/// `priv_env`, `vendor`, `outlets`, `inlet`, `device`, `part`. What they show is the wall: alternating
/// current of what hangs on the chosen outlets.
public final class SnmpKind implements MeterKind {

    /// Units refresh their values every one to three seconds.
    private static final double SHORTEST_S = 1;

    private static final OID SYS_OBJECT_ID = new OID("1.3.6.1.2.1.1.2.0"); // SNMPv2-MIB, RFC 3418

    @Override
    public String name() {
        return "snmp";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        return Configured.probes(
                machine,
                name(),
                keys -> new Unit(
                        machine,
                        SnmpTarget.of(machine, keys),
                        Configured.part(keys).orElse(Part.WALL),
                        Selection.of(keys),
                        keys.has("vendor")
                                ? Optional.of(Vendor.of(keys.word("vendor", Vendor.words())))
                                : Optional.empty()));
    }

    /// A unit of the settings.
    private record Unit(Machine machine, SnmpTarget target, Part part, Selection chosen, Optional<Vendor> vendor)
            implements Configured.Probing {

        @Override
        public String device() {
            return "SNMP " + target.host();
        }

        @Override
        public String remedy() {
            return "check host, port, version, community or user and passphrases, and whether the unit lets this"
                    + " address ask it";
        }

        @Override
        public Probe probe() throws IOException {
            SnmpSession session = new SnmpSession(target);
            Optional<Probe> ready = Optional.empty();
            try {
                ready = found(session);
                return ready.orElseGet(() -> new Probe.Broken(
                        device(),
                        "it answers, but has no power at "
                                + vendor.map(v -> "the objects of " + v.word()).orElse("objects that are known")
                                + " for " + chosen,
                        "check vendor, outlets, inlet and device"));
            } finally {
                if (ready.isEmpty()) {
                    session.close();
                }
            }
        }

        private Optional<Probe> found(SnmpSession session) throws IOException {
            // The identity is asked for in any case: it tells whether the agent answers at all.
            Optional<OID> system =
                    session.get(SYS_OBJECT_ID).map(Variable::toString).map(OID::new);
            Layout layout = new Layout(session, chosen);
            for (Vendor one : vendor.map(List::of).orElseGet(() -> Vendor.of(system))) {
                List<Source> sources = layout.sources(one);
                if (sources.stream().anyMatch(source -> !source.energy())) {
                    SnmpDevice device = new SnmpDevice(machine, session, target.host(), part, sources);
                    return Optional.of(new Probe.Ready(
                            device() + " (" + one.word() + ")", new RemoteMeter(machine, device, SHORTEST_S)));
                }
            }
            return Optional.empty();
        }
    }
}
