package dev.sapa.gateway.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How credentials are verified and for how long what is learnt about them is kept. */
@ConfigMapping(prefix = "sapa.credential")
interface CredentialSettings {

    /** The {@code iss} of staff tokens. */
    @WithDefault("sapa")
    String issuer();

    /** The {@code aud} of staff tokens. */
    @WithDefault("sapa")
    String audience();

    /** Clock difference that is tolerated when a token is presented. */
    @WithDefault("30s")
    Duration leeway();

    /** The key set is asked for again this often, and at once for an unknown key, but never more than once per {@link #keySetPause()}. */
    @WithDefault("10m")
    Duration keySetAge();

    @WithDefault("3s")
    Duration keySetPause();

    /** How long a token won with a bare session id is used; chat-service lets it live 60 s. */
    @WithDefault("45s")
    Duration accessAge();

    /** The gateway's name at the token endpoint. */
    @WithDefault("gateway")
    String serviceName();

    /** The secret that all services share with auth-service. */
    String serviceSecret();

    /** Longest body of a signed request, in bytes; it is held in memory until the signature is known to be good. */
    @WithDefault("1048576")
    int signedBody();

    /**
     * How long a nonce is known: from the earliest moment a signature can be used (300 s before its timestamp) to the
     * latest (300 s after), and a little for the clocks.
     */
    @WithDefault("11m")
    Duration nonceAge();

    /** How long Redis may take to say whether a nonce is new. */
    @WithDefault("1s")
    Duration nonceTimeout();

    /** The service token is renewed this long before it expires. */
    @WithDefault("60s")
    Duration serviceTokenRenewal();
}
