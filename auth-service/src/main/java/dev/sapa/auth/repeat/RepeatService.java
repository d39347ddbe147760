package dev.sapa.auth.repeat;

import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.vault.Fingerprint;
import dev.sapa.auth.vault.Vault;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a create be sent twice and made once. */
@ApplicationScoped
public class RepeatService {

    private static final String PURPOSE = "idempotency";
    private static final int KEY_AT_MOST = 255;

    private final RepeatRepository repeats;
    private final EventTransactions transactions;
    private final RepeatSettings settings;
    private final Vault vault;
    private final Clock clock;

    RepeatService(
            RepeatRepository repeats,
            EventTransactions transactions,
            RepeatSettings settings,
            Vault vault,
            Clock clock) {
        this.repeats = repeats;
        this.transactions = transactions;
        this.settings = settings;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * By what a repeat of this request would be known; empty when the sender gave no key.
     *
     * @param what    the kind of thing that is made
     * @param request all that is asked; equal requests write themselves alike, as records do
     * @param header  the {@code Idempotency-Key}, which counts for its sender alone; fails with 400 unless it has 1 to
     *     255 characters
     */
    public Optional<RepeatKey> key(Caller caller, String what, Object request, @Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.isBlank() || header.length() > KEY_AT_MOST) {
            throw RepeatProblem.invalid();
        }
        var text = (what + "\n" + request).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new RepeatKey(
                caller.companyId(),
                HexFormat.of().formatHex(Fingerprint.of(caller.staffId() + "\n" + header)),
                HexFormat.of().formatHex(vault.derive(PURPOSE, text))));
    }

    /**
     * Makes it, unless it was made before; in the caller's transaction. Fails with 409 when the key belongs to another
     * request.
     *
     * @param idOf  the id by which to find again what was made
     * @param again the answer of the first time, by that id
     */
    public <T> Uni<T> once(
            Optional<RepeatKey> key,
            Supplier<Uni<T>> create,
            Function<T, String> idOf,
            Function<String, Uni<T>> again) {
        if (key.isEmpty()) {
            return create.get();
        }
        return repeats.claim(key.get(), clock.instant())
                .chain(first -> first
                        ? create.get().call(made -> repeats.settle(key.get(), idOf.apply(made)))
                        : repeats.find(key.get()).chain(known -> again.apply(subject(key.get(), known))));
    }

    @Scheduled(every = "10m", delayed = "1m")
    Uni<Void> sweep() {
        return transactions.readInSession(
                Scope.everyCompany(), () -> repeats.forget(clock.instant().minus(settings.remember())));
    }

    private static String subject(RepeatKey key, RepeatRepository.@Nullable First first) {
        if (first == null || !first.request().equals(key.request())) {
            throw RepeatProblem.reused();
        }
        return first.subject();
    }
}
