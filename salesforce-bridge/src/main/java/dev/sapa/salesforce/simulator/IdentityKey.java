package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The private key with which end users are vouched for.
 *
 * @param kid as the file says; empty when it does not
 */
record IdentityKey(String kid, PrivateKey key) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REQUIRED = List.of("kty", "n", "e", "d", "p", "q", "dp", "dq", "qi");

    /**
     * Reads a JWK.
     *
     * @throws SimulatorFailure saying what is wrong with the file
     */
    static IdentityKey read(String path) {
        try {
            return of(JSON.readTree(Files.readString(Path.of(path))));
        } catch (NoSuchFileException e) {
            throw SimulatorFailure.broken("JWK file not found at " + path + ". Please add your JWK file.");
        } catch (JsonProcessingException e) {
            throw invalid("the file is not JSON");
        } catch (IOException | SecurityException e) {
            throw SimulatorFailure.broken("Error loading JWK: " + path + " cannot be read");
        }
    }

    /** The token in its compact form: {@code header.payload.signature}. */
    String sign(JsonNode header, JsonNode claims) {
        try {
            var content = encoded(header) + "." + encoded(claims);
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw SimulatorFailure.broken("the key cannot sign: " + e.getMessage());
        }
    }

    private static IdentityKey of(JsonNode jwk) {
        var absent = REQUIRED.stream()
                .filter(field -> jwk.path(field).asText().isEmpty())
                .toList();
        if (!absent.isEmpty()) {
            throw invalid("missing required field " + String.join(", ", absent));
        }
        if (!jwk.path("kty").asText().equals("RSA")) {
            throw invalid("kty must be RSA");
        }
        try {
            var spec = new RSAPrivateCrtKeySpec(
                    number(jwk, "n"),
                    number(jwk, "e"),
                    number(jwk, "d"),
                    number(jwk, "p"),
                    number(jwk, "q"),
                    number(jwk, "dp"),
                    number(jwk, "dq"),
                    number(jwk, "qi"));
            return new IdentityKey(
                    jwk.path("kid").asText(), KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw invalid("the numbers are no RSA key");
        }
    }

    private static BigInteger number(JsonNode jwk, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(field).asText()));
    }

    private static SimulatorFailure invalid(String why) {
        return SimulatorFailure.broken("Error loading JWK: Invalid JWK format: " + why);
    }

    private static String encoded(JsonNode part) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(part.toString().getBytes(StandardCharsets.UTF_8));
    }
}
