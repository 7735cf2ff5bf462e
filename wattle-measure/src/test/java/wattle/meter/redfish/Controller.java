package wattle.meter.redfish;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import wattle.meter.http.Login;
import wattle.meter.http.Server;
import wattle.meter.http.Web;

/// A controller with sessions, in the shape of DMTF's rack-mounted server (DSP2043).
final class Controller extends Server {

    static final String CHASSIS = "/redfish/v1/Chassis/1U";

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile boolean sessions = true;
    private final AtomicInteger opened = new AtomicInteger();

    Controller() throws IOException {
        page("/redfish/v1/", "{\"Chassis\": {\"@odata.id\": \"/redfish/v1/Chassis\"}}");
        page("/redfish/v1/Chassis", "{\"Members\": [{\"@odata.id\": \"%s\"}]}".formatted(CHASSIS));
        page(CHASSIS, """
                {"Id": "1U", "ChassisType": "RackMount",
                 "EnvironmentMetrics": {"@odata.id": "%1$s/EnvironmentMetrics"},
                 "PowerSubsystem": {"@odata.id": "%1$s/PowerSubsystem"},
                 "Power": {"@odata.id": "%1$s/Power"}}""".formatted(CHASSIS));
    }

    Controller environment(String json) {
        page(CHASSIS + "/EnvironmentMetrics", json);
        return this;
    }

    Controller sensor(String json) {
        page(CHASSIS + "/Sensors/TotalPower", json);
        return this;
    }

    /// A supply with its metrics.
    Controller supply(int bay, String state, String metrics) {
        String path = CHASSIS + "/PowerSubsystem/PowerSupplies/Bay" + bay;
        page(
                path,
                "{\"Status\": {\"State\": \"%s\"}, \"Metrics\": {\"@odata.id\": \"%s/Metrics\"}}"
                        .formatted(state, path));
        page(path + "/Metrics", metrics);
        return this;
    }

    Controller supplies(int bays) {
        String list = CHASSIS + "/PowerSubsystem/PowerSupplies";
        page(CHASSIS + "/PowerSubsystem", "{\"PowerSupplies\": {\"@odata.id\": \"%s\"}}".formatted(list));
        StringBuilder members = new StringBuilder();
        for (int bay = 1; bay <= bays; bay++) {
            members.append(bay == 1 ? "" : ", ").append("{\"@odata.id\": \"%s/Bay%d\"}".formatted(list, bay));
        }
        page(list, "{\"Members\": [%s]}".formatted(members));
        return this;
    }

    Controller withoutSessions() {
        sessions = false;
        return this;
    }

    /// Ends all sessions, as a controller does by itself after a while.
    void forget() {
        tokens.clear();
    }

    int opened() {
        return opened.get();
    }

    int alive() {
        return tokens.size();
    }

    @Override
    protected void answer(HttpExchange exchange, Map<String, String> all) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST") && path.endsWith("/Sessions")) {
            enter(exchange);
        } else if (!allowed(exchange)) {
            reply(exchange, 401, "{}");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            tokens.remove(path.substring(path.lastIndexOf('/') + 1));
            reply(exchange, 204, "");
        } else {
            super.answer(exchange, all);
        }
    }

    private void enter(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!sessions) {
            reply(exchange, 404, "{}");
        } else if (body.contains("\"reader\"") && body.contains("\"right\"")) {
            String token = "token" + opened.incrementAndGet();
            tokens.add(token);
            exchange.getResponseHeaders().set("X-Auth-Token", token);
            exchange.getResponseHeaders().set("Location", url() + "/redfish/v1/SessionService/Sessions/" + token);
            reply(exchange, 201, "{}");
        } else {
            reply(exchange, 401, "{}");
        }
    }

    private boolean allowed(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
        return token == null
                ? Web.basic(new Login("reader", "right"))
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                : tokens.contains(token);
    }
}
