package wattle.meter.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.document.Keys;
import wattle.meter.Unanswered;
import wattle.trace.GapReason;

/// One web server: HTTP/1.1 over a connection that stays open, because small controllers know nothing
/// newer. An answer that has not come as a whole in time is given up. Redirections are not followed: a
/// password would go along.
public final class Web implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final Optional<Login> login;
    private final Duration timeout;
    private final HttpClient client;

    /// What the server asked for when it last said 401, kept so that the next request pays for one
    /// exchange only.
    private Optional<String> scheme = Optional.empty();

    private long requests;

    /// @param base `https://bmc-3`; paths are resolved against it
    /// @param fingerprint of the one certificate that is trusted; without it, Java's authorities decide
    /// @throws IllegalArgumentException for an address or a fingerprint that is none
    public Web(URI base, Optional<Login> login, Optional<String> fingerprint, Duration timeout) {
        this.base = base;
        this.login = login;
        this.timeout = timeout;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        fingerprint.map(text -> new Pinned(text).context()).ifPresent(builder::sslContext);
        client = builder.build();
    }

    /// An address in the settings, `http` or `https`.
    ///
    /// @throws wattle.document.InputFault for anything else
    public static URI address(Keys keys, String key) {
        String text = keys.text(key);
        try {
            URI uri = URI.create(text.strip());
            String scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
                if (uri.getUserInfo() == null) {
                    return uri;
                }
                throw keys.fault(
                        key, "a password does not stand in an address.", "Maybe use user and password_env instead.");
            }
        } catch (IllegalArgumentException _) {
            // Said below, as for what is an address of something else.
        }
        throw keys.fault(key, "'%s' is not an address of a web server.".formatted(text), "Maybe http://" + text);
    }

    /// The key `fingerprint`: `sha256:` and 64 hexadecimal digits.
    ///
    /// @throws wattle.document.InputFault when it is none
    public static Optional<String> fingerprint(Keys keys) {
        Optional<String> text = keys.optional("fingerprint", keys::text);
        try {
            text.ifPresent(Pinned::new);
            return text;
        } catch (IllegalArgumentException e) {
            throw keys.fault(
                    "fingerprint",
                    e.getMessage() + ".",
                    "Maybe what `openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -fingerprint"
                            + " -sha256` prints, after comparing it with the device.");
        }
    }

    /// Its host, for the names of channels.
    public String host() {
        return String.valueOf(base.getHost());
    }

    /// What came back.
    public record Answer(int status, String body, HttpHeaders headers) {}

    /// The JSON at a path.
    ///
    /// @throws Unanswered for any status but 200, and for what is not JSON
    public JsonNode json(String path) throws IOException, InterruptedException {
        return json(good(get(path, Map.of()), path), path);
    }

    /// Reads an answer's JSON.
    public static JsonNode json(String body, String path) throws Unanswered {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            throw new Unanswered(GapReason.MALFORMED, shown(path) + ": this is not JSON");
        }
    }

    /// Without the query, which may hold a password.
    private static String shown(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /// The text at a path.
    public String text(String path) throws IOException, InterruptedException {
        return good(get(path, Map.of()), path);
    }

    private static String good(Answer answer, String path) throws Unanswered {
        if (answer.status() == 200) {
            return answer.body();
        }
        throw refused(answer.status(), path);
    }

    /// What a status that is no success means for a reading.
    public static Unanswered refused(int status, String asked) {
        String path = shown(asked);
        return switch (status) {
            case 401 -> new Unanswered(GapReason.DENIED, path + ": status 401, user or password is wrong or missing");
            case 403 -> new Unanswered(GapReason.DENIED, path + ": status 403, this user may not read it");
            case 404 -> new Unanswered(GapReason.GONE, path + ": status 404, it is not there");
            default -> new Unanswered(GapReason.READ_FAILED, path + ": status " + status);
        };
    }

    /// Asks, and logs in where the server wants it.
    public Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        Answer answer = send("GET", path, headers, "", scheme);
        if (answer.status() == 401 && login.isPresent()) {
            Optional<String> wanted = authorization(login.get(), answer, path);
            if (wanted.isPresent()) {
                answer = send("GET", path, headers, "", wanted);
                // A digest's nonce may be used once here; a basic login stays the same.
                scheme = wanted.filter(text -> text.startsWith("Basic "));
            }
        }
        return answer;
    }

    private Optional<String> authorization(Login known, Answer answer, String path) {
        List<String> challenges = answer.headers().allValues("WWW-Authenticate");
        Optional<Digest> digest = Digest.of(challenges);
        if (digest.isPresent()) {
            URI uri = base.resolve(path);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            requests++;
            // Its only use is to be another one each time (RFC 7616, section 3.4).
            String nonce = Long.toHexString(System.identityHashCode(this)) + Long.toHexString(requests);
            return Optional.of(digest.get().answer(known, "GET", uri.getRawPath() + query, nonce));
        }
        return Optional.of(basic(known));
    }

    /// The value of `Authorization` for a basic login (RFC 7617).
    public static String basic(Login login) {
        byte[] text = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(text);
    }

    /// Sends one request.
    ///
    /// @param authorization value of the header, if any
    /// @throws Unanswered when there was no whole answer in time
    public Answer send(
            String method, String path, Map<String, String> headers, String body, Optional<String> authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(timeout);
        builder.header("Accept", "application/json, text/plain, */*");
        headers.forEach(builder::header);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        HttpRequest request = builder.method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<String>> coming =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> response = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (TimeoutException _) {
            coming.cancel(true);
            throw late();
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private Unanswered late() {
        return new Unanswered(
                GapReason.TIMED_OUT,
                "no whole answer from %s within %.1f s".formatted(host(), timeout.toMillis() / 1e3));
    }

    private IOException failure(Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> late();
            case ConnectException e ->
                new Unanswered(GapReason.READ_FAILED, "no connection to %s: %s".formatted(base, reason(e)));
            case SSLException e ->
                new Unanswered(
                        GapReason.DENIED,
                        "%s: %s. Maybe pin it: fingerprint = \"sha256:…\", compared with what the device shows"
                                .formatted(base, reason(e)));
            default -> new Unanswered(GapReason.READ_FAILED, base + ": " + reason(cause));
        };
    }

    private static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
