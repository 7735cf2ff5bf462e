package wattle.meter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server's challenge of HTTP digest authentication (RFC 7616), with SHA-256 or MD5.
///
/// @param algorithm as Java calls it
/// @param said the challenge's own parameters
record Digest(String algorithm, Map<String, String> said) {

    private static final Pattern PARAMETER =
            Pattern.compile("(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

    /// The strongest of these challenges that can be answered.
    ///
    /// @param challenges values of `WWW-Authenticate`
    static Optional<Digest> of(List<String> challenges) {
        Optional<Digest> weak = Optional.empty();
        for (String challenge : challenges) {
            if (!challenge.toLowerCase(Locale.ROOT).startsWith("digest ")) {
                continue;
            }
            Map<String, String> said = new HashMap<>();
            Matcher parameter = PARAMETER.matcher(challenge.substring("digest ".length()));
            while (parameter.find()) {
                String quoted = parameter.group(2);
                said.put(parameter.group(1).toLowerCase(Locale.ROOT), quoted == null ? parameter.group(3) : quoted);
            }
            String algorithm = said.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
            if (algorithm.equals("SHA-256")) {
                return Optional.of(new Digest("SHA-256", Map.copyOf(said)));
            }
            if (algorithm.equals("MD5")) {
                weak = Optional.of(new Digest("MD5", Map.copyOf(said)));
            }
        }
        return weak;
    }

    /// The value of `Authorization`.
    ///
    /// @param path path and query of the request
    /// @param nonceOfClient fresh for each request
    String answer(Login login, String method, String path, String nonceOfClient) {
        String realm = said.getOrDefault("realm", "");
        String nonce = said.getOrDefault("nonce", "");
        String who = hash(login.user() + ":" + realm + ":" + login.password());
        String what = hash(method + ":" + path);
        boolean quality = said.getOrDefault("qop", "").matches("(^|.*[ ,])auth([ ,].*|$)");
        String response = quality
                ? hash(who + ":" + nonce + ":00000001:" + nonceOfClient + ":auth:" + what)
                : hash(who + ":" + nonce + ":" + what);
        StringBuilder text = new StringBuilder("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\""
                .formatted(login.user(), realm, nonce, path));
        text.append(", algorithm=%s, response=\"%s\"".formatted(algorithm, response));
        if (quality) {
            text.append(", qop=auth, nc=00000001, cnonce=\"%s\"".formatted(nonceOfClient));
        }
        if (said.containsKey("opaque")) {
            text.append(", opaque=\"%s\"".formatted(said.get("opaque")));
        }
        return text.toString();
    }

    private String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
