package dev.sapa.salesforce.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.UUID;

/** What holds for every company's connection, and the demo company's own one. */
@ConfigMapping(prefix = "sapa.salesforce.connection")
interface ConnectionSettings {

    /** Whether plain http and hosts of this machine are fine: in the local run only. */
    @WithDefault("false")
    boolean local();

    /** The company whose connection the settings below are, until it is given another one. */
    Optional<UUID> company();

    Optional<String> scrtUrl();

    Optional<String> orgId();

    Optional<String> esDeveloperName();

    Optional<String> kid();

    /** As set on the keyset there; the kid unless it is given. */
    Optional<String> issuer();

    /** File with the private key, read at every token. */
    Optional<String> jwkPath();

    Optional<String> oauthTokenUrl();

    Optional<String> oauthClientId();

    Optional<String> oauthClientSecret();

    /** Token calls a minute at most for one org; Salesforce allows 200. */
    @WithDefault("190")
    int tokenCalls();

    /** Base address of this installation, where Salesforce finds the public keys. */
    @WithDefault("http://localhost:8080")
    String publicUrl();
}
