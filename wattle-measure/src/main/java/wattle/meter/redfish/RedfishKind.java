package wattle.meter.redfish;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import wattle.document.Keys;
import wattle.meter.Configured;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.meter.RemoteMeter;
import wattle.meter.http.Login;
import wattle.meter.http.Web;
import wattle.trace.Part;

/// Server controllers of the settings `meters.redfish`: `url`, `user`, `password_env`, `fingerprint` (of
/// its certificate), `chassis`, `part`.
public final class RedfishKind implements MeterKind {

    /// Controllers refresh their values every one to ten seconds.
    private static final double SHORTEST_S = 1;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "redfish";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        return Configured.probes(machine, name(), keys -> controller(machine, keys));
    }

    private static Controller controller(Machine machine, Keys keys) {
        return new Controller(
                machine,
                Web.address(keys, "url"),
                Login.of(machine, keys),
                Web.fingerprint(keys),
                keys.optional("chassis", keys::text),
                Configured.part(keys));
    }

    private record Controller(
            Machine machine,
            URI url,
            Optional<Login> login,
            Optional<String> fingerprint,
            Optional<String> name,
            Optional<Part> part)
            implements Configured.Probing {

        @Override
        public String device() {
            return "Redfish " + url.getHost();
        }

        @Override
        public String remedy() {
            return "check url, user, password and fingerprint";
        }

        @Override
        public Probe probe() throws IOException, InterruptedException {
            RedfishSession session = RedfishSession.open(new Web(url, Optional.empty(), fingerprint, TIMEOUT), login);
            boolean ready = false;
            try {
                Chassis chassis = Chassis.choose(session, name);
                List<Source> sources = new Search(session, chassis, url.getHost(), part).sources();
                if (sources.isEmpty()) {
                    return new Probe.Broken(
                            device() + " " + chassis.id(),
                            "it shows neither power nor energy of this chassis",
                            "read it by IPMI, or the wall");
                }
                ready = true;
                RedfishDevice device = new RedfishDevice(machine, session, sources);
                return new Probe.Ready(device() + " " + chassis.id(), new RemoteMeter(machine, device, SHORTEST_S));
            } finally {
                if (!ready) {
                    session.close();
                }
            }
        }
    }
}
