package wattle.meter.kwollect;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.meter.Archive;
import wattle.meter.Configured;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.meter.http.Login;
import wattle.meter.http.Web;

/// Kwollect of the settings `meters.kwollect`: `site`, `node`, `metrics`, `user`, `password_env`, `url`;
/// on a machine of Grid'5000, whose name is `NODE.SITE.grid5000.fr`, without any. It is no meter that
/// can be read now: its values come late, and are fetched after the run.
public final class KwollectKind implements MeterKind, Archive.Kind {

    private static final Pattern MACHINE = Pattern.compile("([\\w-]+)\\.([\\w-]+)\\.grid5000\\.fr");
    private static final String GRID5000 = "https://api.grid5000.fr/stable/sites/%s/metrics";
    private static final List<String> METRICS = List.of("wattmetre_power_watt", "bmc_node_power_watt");

    @Override
    public String name() {
        return "kwollect";
    }

    /// Only faults of the settings.
    @Override
    public List<Probe> probe(Machine machine) {
        try {
            settings(machine);
            return List.of();
        } catch (InputFault fault) {
            return List.of(Configured.broken(name(), fault));
        }
    }

    @Override
    public List<Archive> archives(Machine machine) {
        try {
            return List.copyOf(settings(machine));
        } catch (InputFault _) {
            return List.of(); // Said by probe().
        }
    }

    private List<KwollectArchive> settings(Machine machine) {
        Optional<Matcher> here = here(machine);
        List<KwollectArchive> archives = new ArrayList<>();
        for (Node.Mapping group : machine.settings(name())) {
            try (Keys keys = Keys.of(group)) {
                archives.add(archive(machine, keys, here));
            }
        }
        if (archives.isEmpty()) {
            here.ifPresent(name -> archives.add(new KwollectArchive(
                    URI.create(GRID5000.formatted(name.group(2))),
                    name.group(2),
                    name.group(1),
                    METRICS,
                    Optional.empty())));
        }
        return archives;
    }

    private static KwollectArchive archive(Machine machine, Keys keys, Optional<Matcher> here) {
        String site = keys.optional("site", keys::text)
                .or(() -> here.map(name -> name.group(2)))
                .orElseGet(() -> keys.text("site"));
        String node = keys.optional("node", keys::text)
                .or(() -> here.map(name -> name.group(1)))
                .orElseGet(() -> keys.text("node"));
        List<String> metrics = keys.optional("metrics", keys::list).orElse(List.of()).stream()
                .map(Values::text)
                .toList();
        URI url = keys.has("url") ? Web.address(keys, "url") : URI.create(GRID5000.formatted(site));
        return new KwollectArchive(url, site, node, metrics.isEmpty() ? METRICS : metrics, Login.of(machine, keys));
    }

    private static Optional<Matcher> here(Machine machine) {
        return new Folder(machine.file("proc/sys/kernel"))
                .text("hostname")
                .map(MACHINE::matcher)
                .filter(Matcher::matches)
                .or(() -> machine.variable("HOSTNAME").map(MACHINE::matcher).filter(Matcher::matches));
    }
}
