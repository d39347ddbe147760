package dev.sapa.salesforce.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which Salesforce the simulator talks to, and who may use it. */
@ConfigMapping(prefix = "sapa.simulator")
interface SimulatorSettings {

    /** Off everywhere but in the local run ({@code SAPA_SIMULATOR}). */
    boolean enabled();

    /** Whether clients of other machines may use it: what it does, it does with this installation's key. */
    boolean fromAnywhere();

    /** Base address of the chat API. */
    String scrtUrl();

    String orgId();

    /** Name of the deployment. */
    String esDeveloperName();

    /** Id of the key, and issuer of the tokens that it signs. */
    String kid();

    /** File with the private key, read at every token. */
    String jwkPath();

    Optional<String> oauthTokenUrl();

    Optional<String> oauthClientId();

    Optional<String> oauthClientSecret();

    /** How long an answer of the chat API may take. */
    @WithDefault("20s")
    Duration timeout();

    /** How long what a browser has reached is kept after its last call. */
    @WithDefault("7d")
    Duration keep();

    /** The chat API's address without a slash at its end. */
    default String scrtBase() {
        return scrtUrl().replaceFirst("/+$", "");
    }
}
