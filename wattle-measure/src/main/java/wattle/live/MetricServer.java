package wattle.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Serves one text at `/metrics` over HTTP, and nothing else.
///
/// On the loopback address a request must also be addressed to the loopback: otherwise a page in a browser, whose name
/// was made to point there (DNS rebinding), could read the machine's power, and power tells what a machine does
/// (PLATYPUS, CVE-2020-8694).
public final class MetricServer implements AutoCloseable {

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private static final String HOME = "Wattle exporter: see /metrics\n";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Supplier<String> text;

    private MetricServer(HttpServer server, Supplier<String> text) {
        this.server = server;
        this.text = text;
    }

    /// Begins to serve.
    ///
    /// @param port 0 for any that is free
    /// @throws IOException when the address cannot be taken
    public static MetricServer start(InetAddress bind, int port, Supplier<String> text) throws IOException {
        MetricServer server = new MetricServer(HttpServer.create(new InetSocketAddress(bind, port), 0), text);
        server.server.setExecutor(server.threads);
        server.server.createContext("/", server::answer);
        server.server.start();
        return server;
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!isAddressedHere(exchange)) {
                send(exchange, 403, "text/plain", "This exporter answers to the loopback address only.\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain", "Only GET.\n");
            } else if (path.equals("/metrics")) {
                send(exchange, 200, MetricText.TYPE, text.get());
            } else {
                send(exchange, path.equals("/") ? 200 : 404, "text/plain; charset=utf-8", HOME);
            }
        }
    }

    private boolean isAddressedHere(HttpExchange exchange) {
        if (!server.getAddress().getAddress().isLoopbackAddress()) {
            return true;
        }
        Optional<String> host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"));
        return host.filter(
                        name -> LOOPBACK.matcher(name.toLowerCase(Locale.ROOT)).matches())
                .isPresent();
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /// Ends at once.
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
