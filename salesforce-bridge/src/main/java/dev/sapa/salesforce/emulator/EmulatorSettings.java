package dev.sapa.salesforce.emulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Whether Salesforce is emulated, and the org that is there from the start. */
@ConfigMapping(prefix = "sapa.emulator")
interface EmulatorSettings {

    /** Off everywhere but in the local run ({@code SAPA_EMULATOR}). */
    boolean enabled();

    /** Whether to make a key where {@link #jwkPath()} names a file that is not there. */
    boolean makeKey();

    /** File with the key whose tokens the org accepts; only its public half is kept. */
    String jwkPath();

    String orgId();

    String esDeveloperName();

    String kid();

    String oauthClientId();

    String oauthClientSecret();

    /** The company whose agents answer for that org. */
    String company();

    /** Whether they do; without, only the control API plays an agent. */
    @WithDefault("true")
    boolean desk();

    /** Address under which clients reach the emulated Salesforce. */
    String publicUrl();

    /** Base URLs of chat-service's replicas. */
    List<URI> chatUrls();

    /** How long chat-service may take to answer. */
    @WithDefault("5s")
    Duration patience();

    /** Life of a verified end user's token. */
    @WithDefault("6h")
    Duration tokenLife();

    /** Life of a guest's token. */
    @WithDefault("1h")
    Duration guestTokenLife();

    /** How often a stream says that it is alive. */
    @WithDefault("15s")
    Duration ping();

    /** How often a stream looks for events that nobody woke it for. */
    @WithDefault("2s")
    Duration look();

    /** Messages of an end user per conversation and minute. */
    @WithDefault("22")
    int messagesPerMinute();

    @WithDefault("5242880")
    int mostFileBytes();

    /** Parameters that the org's channel knows; others are dropped without a word, as Salesforce does. */
    @WithDefault(
            "_firstName,_lastName,_email,_subject,MSISDN,Chat_Source,Topic,Priority,Company,Phone,Session_Id,User_Id,Portal_User,Sapa_Session")
    Set<String> routingKeys();
}
