package dev.sapa.chat.provider;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with an account, or with what a provider delivers. */
public final class ProviderProblem {

    private ProviderProblem() {}

    public static HttpProblem accountNotFound() {
        return Problem.of("channel-account-not-found", Status.NOT_FOUND, "No such channel account")
                .build();
    }

    /** The delivery does not prove that it comes from the provider. */
    public static HttpProblem signatureInvalid() {
        return Problem.of(
                        "webhook-signature-invalid", Status.UNAUTHORIZED, "The signature or secret is missing or wrong")
                .build();
    }

    /** What was delivered is no message in the provider's form. */
    public static HttpProblem bodyInvalid() {
        return Problem.of("webhook-body-invalid", Status.BAD_REQUEST, "The body is not in the provider's form")
                .build();
    }

    public static HttpProblem verificationRefused() {
        return Problem.of("webhook-verification-refused", Status.FORBIDDEN, "The verify token is not the account's")
                .build();
    }

    /** The provider cannot be reached, or refuses what the admin asked of it. */
    public static HttpProblem refusedByProvider(String why) {
        return Problem.of("channel-provider-refused", Status.BAD_GATEWAY, "The provider refused")
                .withDetail(why)
                .build();
    }

    public static HttpProblem settingInvalid(String name, String why) {
        return Problem.of("channel-setting-invalid", Status.BAD_REQUEST, "A setting of the account is missing or wrong")
                .withDetail(name + ": " + why)
                .with("setting", name)
                .build();
    }

    static HttpProblem channelUnknown() {
        return Problem.of("channel-unknown", Status.BAD_REQUEST, "There is no such channel")
                .build();
    }

    static HttpProblem channelFixed() {
        return Problem.of("channel-fixed", Status.CONFLICT, "An account stays with its channel")
                .build();
    }

    static HttpProblem addressTaken() {
        return Problem.of("channel-address-taken", Status.CONFLICT, "Another account has this address")
                .build();
    }

    static HttpProblem departmentUnknown() {
        return Problem.of("department-unknown", Status.BAD_REQUEST, "No such department")
                .build();
    }

    static HttpProblem notRegistrable() {
        return Problem.of("channel-not-registrable", Status.CONFLICT, "This provider's console says where it delivers")
                .build();
    }

    static HttpProblem keyMissing() {
        return Problem.of("channel-key-missing", Status.CONFLICT, "The installation has no key to keep secrets with")
                .withDetail("SAPA_KEY_SECRET must be set")
                .build();
    }
}
