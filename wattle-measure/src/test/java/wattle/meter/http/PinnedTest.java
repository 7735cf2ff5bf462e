package wattle.meter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Unanswered;

/// A server whose certificate nobody else has signed, as controllers have it.
@Timeout(60)
class PinnedTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheCertificateOfTheFingerprintIsTrusted() throws Exception {
        KeyStore store = store();
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(store.getCertificate("bmc").getEncoded());
        String right = "sha256:" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        digest[0]++;
        String wrong = "sha256:" + HexFormat.of().formatHex(digest);
        HttpsServer server = start(store);
        try {
            URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
            try (Web web = web(url, Optional.of(right))) {
                assertThat(web.text("/")).isEqualTo("secret");
            }
            try (Web web = web(url, Optional.of(wrong))) {
                assertThatThrownBy(() -> web.text("/"))
                        .isInstanceOf(Unanswered.class)
                        .hasMessageContaining("not the one of the settings");
            }
            try (Web web = web(url, Optional.empty())) {
                assertThatThrownBy(() -> web.text("/"))
                        .isInstanceOf(Unanswered.class)
                        .hasMessageContaining("Maybe pin it");
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFingerprintIsSha256InHexadecimal() {
        assertThatThrownBy(() -> new Pinned("sha1:00")).hasMessageContaining("64 hexadecimal digits");
    }

    private static Web web(URI url, Optional<String> fingerprint) {
        return new Web(url, Optional.empty(), fingerprint, Duration.ofSeconds(10));
    }

    private KeyStore store() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("keys");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int code = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "bmc",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=bmc",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }

    private static HttpsServer start(KeyStore store) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                Server.reply(exchange, 200, "secret");
            }
        });
        server.start();
        return server;
    }
}
