package dev.sapa.chat.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of an attempt to send. */
public sealed interface Outcome {

    /** The provider has it. */
    record Sent(String providerId) implements Outcome {}

    /** It will never take it. */
    record Refused(String reason) implements Outcome {}

    /**
     * Certainly not sent; another attempt may do.
     *
     * @param after   as the provider asked; null leaves it to us
     * @param account whether the whole account has to wait
     */
    record Later(String reason, @Nullable Duration after, boolean account) implements Outcome {}

    /** Nobody knows whether it went out. */
    record Unsure(String reason) implements Outcome {}
}
