package wattle.meter.redfish;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.meter.Unanswered;
import wattle.meter.http.Login;
import wattle.meter.http.Web;
import wattle.trace.GapReason;

/// One login at a controller (DSP0266, section "Session management"), ended when it is closed and when
/// the process ends: a controller has few places for sessions, and one that has none left lets nobody in
/// until it is restarted. Where it offers no sessions, each request carries the password.
final class RedfishSession implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOT = "/redfish/v1/";
    private static final String SESSIONS = "/redfish/v1/SessionService/Sessions";

    private final Web web;
    private final Optional<Login> login;
    private final Thread hook = new Thread(this::end, "wattle-redfish-end");
    private Map<String, String> headers = Map.of();
    private Optional<String> session = Optional.empty();

    private RedfishSession(Web web, Optional<Login> login) {
        this.web = web;
        this.login = login;
    }

    /// @throws Unanswered when the controller refuses or is silent; the connection is then closed
    static RedfishSession open(Web web, Optional<Login> login) throws IOException, InterruptedException {
        RedfishSession session = new RedfishSession(web, login);
        boolean opened = false;
        try {
            session.enter();
            Runtime.getRuntime().addShutdownHook(session.hook);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                session.end();
                web.close();
            }
        }
    }

    private synchronized void enter() throws IOException, InterruptedException {
        if (login.isEmpty()) {
            return;
        }
        String body = JSON.writeValueAsString(
                Map.of("UserName", login.get().user(), "Password", login.get().password()));
        Web.Answer answer = web.send(
                "POST",
                SESSIONS,
                Map.of("Content-Type", "application/json", "OData-Version", "4.0"),
                body,
                Optional.empty());
        Optional<String> token = answer.headers().firstValue("X-Auth-Token");
        if (answer.status() / 100 == 2 && token.isPresent()) {
            headers = Map.of("X-Auth-Token", token.get(), "OData-Version", "4.0");
            session = answer.headers()
                    .firstValue("Location")
                    .map(location -> URI.create(location).getRawPath());
        } else if (answer.status() == 401 || answer.status() == 403) {
            throw Web.refused(answer.status(), SESSIONS);
        } else {
            headers = Map.of("Authorization", Web.basic(login.get()), "OData-Version", "4.0");
        }
    }

    /// A resource. A session that the controller has ended is opened once more.
    ///
    /// @param path begins with one slash: a link to another machine would take the token there
    /// @throws Unanswered for any status but 200
    JsonNode json(String path) throws IOException, InterruptedException {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new Unanswered(GapReason.MALFORMED, "'%s' is not a resource of this controller".formatted(path));
        }
        Web.Answer answer = web.get(path, headers);
        if (answer.status() == 401 && session.isPresent()) {
            session = Optional.empty();
            enter();
            answer = web.get(path, headers);
        }
        if (answer.status() != 200) {
            throw Web.refused(answer.status(), path);
        }
        return Web.json(answer.body(), path);
    }

    /// The resource that a link of the controller leads to: `{"@odata.id": "/redfish/v1/…"}`.
    static Optional<String> link(JsonNode node) {
        return node.path("@odata.id").stringValueOpt();
    }

    /// The resource of the collection of chassis.
    String chassis() throws IOException, InterruptedException {
        return link(json(ROOT).path("Chassis")).orElse("/redfish/v1/Chassis");
    }

    private synchronized void end() {
        Optional<String> mine = session;
        session = Optional.empty();
        if (mine.isEmpty()) {
            return;
        }
        try {
            web.send("DELETE", mine.get(), headers, "", Optional.empty());
        } catch (IOException _) {
            // The controller is gone; it ends sessions by itself after a while (SessionTimeout, DSP0266).
            headers = Map.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending, and the hook runs already.
            headers = Map.of();
        }
        web.close();
    }
}
