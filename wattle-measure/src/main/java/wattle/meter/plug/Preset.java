package wattle.meter.plug;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known of a make of plug; `#` stands for the number of its relay or channel.
///
/// @param path below the address, by HTTP
/// @param power pointer to the power in W; empty where only settings say it
/// @param energy pointer to the counter; empty likewise
/// @param inside what the pointers by HTTP begin with, and those by MQTT do not
/// @param valid pointer to a flag that the numbers hold, by HTTP
/// @param periodS how often it tells by MQTT when nobody changes its settings, in s
record Preset(
        String path, String power, String energy, Unit unit, String inside, Optional<String> valid, double periodS) {

    /// The names that settings may use.
    enum Make {
        /// <https://shelly-api-docs.shelly.cloud/gen1/>: `total` is in watt-minutes.
        SHELLY_GEN1,
        /// The same, of the energy meters Shelly EM and 3EM: `total` is in watt-hours.
        SHELLY_GEN1_EM,
        /// <https://shelly-api-docs.shelly.cloud/gen2/ComponentsAndServices/Switch>.
        SHELLY_GEN2,
        /// <https://tasmota.github.io/docs/Commands/>: `Status 8` (in newer versions also 10) and
        /// `TelePeriod`.
        TASMOTA,
        CUSTOM;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Make::word).toList();
        }

        static Make of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    static Preset of(Make make, int number) {
        Preset preset = switch (make) {
            case SHELLY_GEN1 ->
                new Preset("/status", "/power", "/total", Unit.WMIN, "/meters/#", Optional.of("/is_valid"), 30);
            case SHELLY_GEN1_EM ->
                new Preset("/status", "/power", "/total", Unit.WH, "/emeters/#", Optional.of("/is_valid"), 30);
            case SHELLY_GEN2 ->
                new Preset(
                        "/rpc/Switch.GetStatus?id=#", "/apower", "/aenergy/total", Unit.WH, "", Optional.empty(), 60);
            case TASMOTA ->
                new Preset(
                        "/cm?cmnd=Status%208",
                        "/ENERGY/Power", "/ENERGY/Total", Unit.KWH, "/StatusSNS", Optional.empty(), 300);
            case CUSTOM -> new Preset("", "", "", Unit.WH, "", Optional.empty(), 60);
        };
        String text = Integer.toString(number);
        return new Preset(
                preset.path.replace("#", text),
                preset.power,
                preset.energy,
                preset.unit,
                preset.inside.replace("#", text),
                preset.valid,
                preset.periodS);
    }
}
