package dev.sapa.chat.provider;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries messages between customers and the suite. What can go wrong with it is told as an {@link Outcome}, never thrown. */
public interface Provider {

    /** Its name on the wire, such as {@code whatsapp}. */
    String channel();

    /** What an account has of it, with the defaults; null must be given. */
    Map<String, @Nullable String> settings();

    /** Those that are URLs, which must lead outside. */
    Set<String> urls();

    /** The secrets of an account; true must be given. */
    Map<String, Boolean> secrets();

    /** The account's own address at the provider; fails with a problem when what was given cannot be right. */
    String address(JsonObject settings, JsonObject secrets);

    /** How long after a customer's word anything may be said; null for ever. */
    default @Nullable Duration window() {
        return null;
    }

    /** Whether all of a message goes out as one, whatever it carries. */
    default boolean bundles() {
        return false;
    }

    /** Whether contacts say themselves to which conversation a message belongs. */
    default boolean threads() {
        return false;
    }

    /** How many messages of one contact are taken in within an hour; further ones wait. Null for any number. */
    default @Nullable Integer hourly() {
        return null;
    }

    /** Whether a message may be sent again when nobody knows if it went out. */
    boolean mayRepeat();

    /** Fetches what a customer sent, and hands its name and content to {@code taking}; fails when it cannot be had now. */
    <T> Uni<T> fetch(Account account, Media media, Function<Download, Uni<T>> taking);

    Uni<Outcome> send(Account account, Outgoing outgoing);

    /**
     * Changes what was sent; doing it twice does no harm. A provider that cannot refuses.
     *
     * @param providerId the provider's id of it
     * @param text       in place of the one before; null takes it back
     */
    default Uni<Outcome> amend(Account account, String address, String providerId, @Nullable String text) {
        return Uni.createFrom().item(new Outcome.Refused("not-amendable"));
    }

    /** Tells the provider where to deliver, or tries whether it can be reached; the item is what it answered. */
    default Uni<String> register(Account account, String url) {
        throw ProviderProblem.notRegistrable();
    }

    /** Content on its way in. */
    record Download(String name, io.smallrye.mutiny.Multi<Buffer> content) {}
}
