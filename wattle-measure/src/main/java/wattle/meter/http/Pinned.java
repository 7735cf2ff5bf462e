package wattle.meter.http;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts one certificate, known by its fingerprint, and no other. Controllers sign their certificates
/// themselves, and are named by their address: the fingerprint stands for both, authority and name.
final class Pinned extends X509ExtendedTrustManager {

    private static final String PREFIX = "sha256:";

    private final String digest;

    /// @param fingerprint `sha256:` and 64 hexadecimal digits, with or without colons
    /// @throws IllegalArgumentException for anything else
    Pinned(String fingerprint) {
        String text = fingerprint.strip().toLowerCase(Locale.ROOT);
        digest = text.startsWith(PREFIX) ? text.substring(PREFIX.length()).replace(":", "") : "";
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'%s' is not sha256: and 64 hexadecimal digits".formatted(fingerprint));
        }
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server shows no certificate");
        }
        try {
            byte[] shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
            String text = HexFormat.of().formatHex(shown);
            if (!MessageDigest.isEqual(
                    text.getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII))) {
                throw new CertificateException(
                        "the server's certificate has the fingerprint sha256:%s, not the one of the settings"
                                .formatted(text));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("Wattle is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("Wattle is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("Wattle is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
