package wattle.scenario;

import java.util.List;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.scenario.Scenario.Site;

/// Reads the places: how many of which machine stand where, on which grid, in which facility.
final class PlacesReader {

    private static final Wanted COUNT = Wanted.positive("K", "Number of devices", Dimension.SCALAR);
    private static final Wanted MACHINES = Wanted.positive("c", "Number of machines", Dimension.SCALAR);
    private static final Wanted PUE = Wanted.atLeastOne("γ", "Power usage effectiveness");
    private static final Wanted UTILISATION = Wanted.share("u", "Share of powered-on time in use by anybody");

    private final Catalog catalog;
    private final MachineReader machines;
    private final GridReader grids;

    PlacesReader(Catalog catalog, String task, int carbonYear) {
        this.catalog = catalog;
        this.machines = new MachineReader(catalog, task);
        this.grids = new GridReader(catalog, carbonYear);
    }

    Places read(Keys keys) {
        Site devices = site(Keys.of(keys.mapping("devices")), PlaceKind.DEVICES, Optional.empty());
        Optional<Input> near = Optional.of(devices.grid());
        Places places = new Places(
                devices,
                keys.optional("edge").map(n -> site(Keys.of(Values.mapping(n)), PlaceKind.EDGE, near)),
                keys.optional("on-premises").map(n -> site(Keys.of(Values.mapping(n)), PlaceKind.ON_PREMISES, near)),
                keys.optional("cloud").map(n -> site(Keys.of(Values.mapping(n)), PlaceKind.CLOUD, near)));
        keys.noOthers();
        return places;
    }

    private Site site(Keys keys, PlaceKind kind, Optional<Input> near) {
        String path = keys.node().path();
        refuseStrangers(keys, kind);
        Input count = count(keys, kind);
        Optional<CatalogEntry> facility = kind == PlaceKind.DEVICES
                ? Optional.empty()
                : keys.optional("site").map(this::facility);
        Input pue = pue(keys, kind, path, facility);
        Input utilisation = utilisation(keys, kind, path, facility);
        Input grid = grids.read(keys, facility, near);
        Machine machine = machines.read(keys, utilisation);
        keys.noOthers();
        return new Site(kind, count, machine, grid, pue, utilisation);
    }

    /// A misspelt key is named before anything is missed that it was meant to give.
    private static void refuseStrangers(Keys keys, PlaceKind kind) {
        boolean devices = kind == PlaceKind.DEVICES;
        if (devices && keys.names().contains("pue")) {
            throw keys.fault(
                    "pue",
                    "a PUE belongs to a facility; devices have none.",
                    "Maybe move it to 'edge', 'on-premises' or 'cloud'.");
        }
        MachineReader.KEYS.forEach(keys::has);
        (devices ? List.of("count", "grid", "utilisation") : List.of("count", "grid", "utilisation", "site", "pue"))
                .forEach(keys::has);
        keys.noOthers();
    }

    private static Input count(Keys keys, PlaceKind kind) {
        boolean devices = kind == PlaceKind.DEVICES;
        if (devices || keys.has("count")) {
            keys.count("count", 1);
            return Inputs.given(keys.required("count"), devices ? COUNT : MACHINES);
        }
        return Inputs.byDefault(
                keys.node().path() + ".count", MACHINES, Range.exactly(1), "one machine, as no count is given");
    }

    private CatalogEntry facility(Node node) {
        String id = Values.text(node);
        return catalog.find(Kind.DATACENTER, id)
                .orElseThrow(() -> InputFault.at(
                        node,
                        "no datacenter in the catalogue is called '%s'.".formatted(id),
                        wattle.quantity.Nearest.to(
                                        id,
                                        catalog.all(Kind.DATACENTER).stream()
                                                .map(CatalogEntry::id)
                                                .toList())
                                .map(near -> "Maybe '%s'.".formatted(near))
                                .orElse("Maybe look for one with: wattle catalog search WORDS")));
    }

    private Input pue(Keys keys, PlaceKind kind, String path, Optional<CatalogEntry> facility) {
        if (kind == PlaceKind.DEVICES) {
            return Inputs.byDefault(path + ".pue", PUE, Range.exactly(1), "devices stand in no facility");
        }
        return Inputs.given(keys, "pue", PUE)
                .or(() -> facility.flatMap(f -> f.range("pue")).map(p -> Inputs.catalogue(path + ".pue", PUE, p)))
                .orElseGet(() -> usualPue(kind, path));
    }

    private Input usualPue(PlaceKind kind, String path) {
        CatalogEntry entry = usual(kind);
        Cited<Range> pue = entry.range("pue").orElseThrow();
        String note = "usual in such a place (%s)".formatted(entry.name());
        return Inputs.byDefault(path + ".pue", PUE, new Cited<>(pue.value(), pue.quality(), pue.source(), note));
    }

    private Input utilisation(Keys keys, PlaceKind kind, String path, Optional<CatalogEntry> facility) {
        Optional<Input> given = Inputs.given(keys, "utilisation", UTILISATION);
        if (given.isPresent()) {
            return given.get();
        }
        if (kind != PlaceKind.DEVICES) {
            CatalogEntry entry = facility.filter(
                            f -> f.number("cpu_utilisation_typical").isPresent())
                    .orElseGet(() -> usual(kind));
            double typical = entry.number("cpu_utilisation_typical").orElseThrow();
            return Inputs.byDefault(
                    path + ".utilisation",
                    UTILISATION,
                    new Cited<>(
                            new Range(typical / 2, typical, Math.min(1, 1.6 * typical)),
                            Quality.ESTIMATE.orWorse(entry.range("cpu_utilisation_typical")
                                    .orElseThrow()
                                    .quality()),
                            entry.source(),
                            "usual in such a place (%s), half to 1.6 times as much".formatted(entry.name())));
        }
        boolean personal = keys.optional("machine")
                .flatMap(n -> catalog.find(Kind.DEVICE, Values.text(n)))
                .flatMap(d -> d.text("device_class"))
                .map(c -> java.util.Set.of("smartphone", "tablet", "laptop", "desktop")
                        .contains(c))
                .orElse(false);
        return personal
                ? Inputs.byDefault(
                        path + ".utilisation",
                        UTILISATION,
                        Range.exactly(1),
                        "a personal device is on for its owner: none of its idle time is charged to the task")
                : Inputs.byDefault(
                        path + ".utilisation",
                        UTILISATION,
                        new Range(0.3, 0.6, 1),
                        "a shared appliance that also serves others; no source states how much");
    }

    /// The generic facility of a kind of place.
    private CatalogEntry usual(PlaceKind kind) {
        String id = switch (kind) {
            case DEVICES -> "on-device";
            case EDGE -> "tower-edge";
            case ON_PREMISES -> "onprem-university";
            case CLOUD -> "hyperscale-generic";
        };
        return catalog.find(Kind.DATACENTER, id)
                .orElseThrow(() -> new IllegalStateException("the catalogue lost its datacenter " + id));
    }
}
