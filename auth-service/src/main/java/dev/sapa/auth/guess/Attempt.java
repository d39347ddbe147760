package dev.sapa.auth.guess;

import dev.sapa.auth.vault.Fingerprint;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try of a password, named by what its failure counts against. A name that nobody has counts like an account, so
 * that the answers do not tell one from the other; it is kept as a hash, because people type passwords into that field.
 *
 * @param account subject of the account
 * @param address subject of the address; null when it is not known
 */
public record Attempt(String account, @Nullable String address) {

    /** Of a log-in by a name that {@code staffId} has, or nobody. */
    public static Attempt of(@Nullable UUID staffId, String loginName, @Nullable String from) {
        var account = staffId == null
                ? "name:" + HexFormat.of().formatHex(Fingerprint.of(loginName.toLowerCase(Locale.ROOT)))
                : "staff:" + staffId;
        return new Attempt(account, from == null ? null : "address:" + from);
    }

    /** In the order in which they are locked. */
    List<String> subjects() {
        return address == null ? List.of(account) : List.of(address, account);
    }
}
