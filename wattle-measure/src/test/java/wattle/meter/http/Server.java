package wattle.meter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A real web server on this machine, with pages that a test writes.
public class Server implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch open = new CountDownLatch(0);

    @SuppressWarnings("this-escape") // Nobody knows the address before the constructor ends.
    public Server() throws IOException {
        server = start();
    }

    private HttpServer start() throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.createContext("/", this::serve);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What stands at a path, query included, from now on.
    public Server page(String path, String body) {
        pages.put(path, body);
        return this;
    }

    public Server remove(String path) {
        pages.remove(path);
        return this;
    }

    /// `GET /path?query`, in the order in which they came.
    public List<String> requests() {
        return requests;
    }

    /// Answers to nobody until [#release].
    public void hold() {
        open = new CountDownLatch(1);
    }

    public void release() {
        open.countDown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            open.await();
            answer(exchange, pages);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Answers one request.
    protected void answer(HttpExchange exchange, Map<String, String> all) throws IOException {
        String page = all.get(exchange.getRequestURI().toString());
        reply(exchange, page == null ? 404 : 200, page == null ? "{}" : page);
    }

    protected static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
