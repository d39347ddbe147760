package dev.sapa.chat.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests to an S3-compatible store: AWS Signature Version 4 with the payload's digest, in headers. */
record S3Signature(String accessKey, String secretKey, String region) {

    static final String CONTENT_DIGEST = "x-amz-content-sha256";
    static final String DATE = "x-amz-date";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The secret key must not reach a log. */
    @Override
    public String toString() {
        return "S3Signature " + accessKey;
    }

    /**
     * The headers to send, those given among them.
     *
     * @param path    absolute, encoded
     * @param query   parameters, not encoded
     * @param headers all that are to be signed, {@code Host} among them
     */
    Map<String, String> sign(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] payload,
            Instant now) {
        var time = TIME.format(now);
        var digest = hex(sha256(payload));
        var signed = new TreeMap<String, String>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put(CONTENT_DIGEST, digest);
        signed.put(DATE, time);

        var names = String.join(";", signed.keySet());
        var request = String.join("\n", method, path, query(query), lines(signed), names, digest);
        var scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        var text = String.join("\n", ALGORITHM, time, scope, hex(sha256(bytes(request))));
        var signature = hex(hmac(key(time.substring(0, 8)), text));

        var sent = new TreeMap<>(signed);
        sent.put(
                "authorization",
                "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                        .formatted(ALGORITHM, accessKey, scope, names, signature));
        return sent;
    }

    /** Parameters as they are signed and sent: encoded, in order of their names. */
    static String query(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String lines(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private byte[] key(String day) {
        var ofDay = hmac(bytes("AWS4" + secretKey), day);
        return hmac(hmac(hmac(ofDay, region), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
