package dev.sapa.chat.visitor;

import dev.sapa.chat.visitor.VisitorService.IdentityTaken;
import dev.sapa.chat.visitor.VisitorService.Linked;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The steps of giving an account to a browser's visitor, in one transaction: lock both, make sure that they are still whom
 * we saw, decide, hand over. Starts lock their visitor too, so that nothing is opened for one who is being merged.
 */
final class Linking {

    private final VisitorRepository visitors;
    private final UUID company;
    private final UUID one;
    private final @Nullable UUID other;
    private final String account;
    private final @Nullable String mail;

    Linking(
            VisitorRepository visitors,
            UUID company,
            UUID one,
            @Nullable UUID other,
            String account,
            @Nullable String mail) {
        this.visitors = visitors;
        this.company = company;
        this.one = one;
        this.other = other;
        this.account = account;
        this.mail = mail;
    }

    Uni<Linked> run(String browser, Runnable mayMerge) {
        if (one.equals(other)) {
            return Uni.createFrom().item(new Linked(one, null, false));
        }
        return visitors.lock(one, other == null ? one : other)
                .call(() -> requireOwner(IdentityKind.BROWSER_UUID, browser, one))
                .call(() -> requireOwner(IdentityKind.OSS_USER_ID, account, other))
                .call(this::requireNoOtherAccount)
                .chain(locked -> other == null ? give(find(locked, one)) : merge(locked, mayMerge));
    }

    private Uni<Linked> give(Visitor visitor) {
        visitor.link(account, mail, null);
        return claim(IdentityKind.OSS_USER_ID, account)
                .invoke(Linking::requireClaimed)
                .chain(this::claimMail)
                .replaceWith(new Linked(one, null, true));
    }

    private Uni<Linked> merge(List<Visitor> locked, Runnable mayMerge) {
        mayMerge.run();
        var survivor = find(locked, one);
        var absorbed = find(locked, Objects.requireNonNull(other));
        survivor.link(account, mail, absorbed);
        absorbed.mergeInto(survivor);
        return visitors.flush()
                .chain(() -> visitors.handOver(absorbed.id(), survivor.id()))
                .chain(this::claimMail)
                .replaceWith(new Linked(survivor.id(), absorbed.id(), true));
    }

    /** One person has one account, and is one user of the company. */
    private Uni<Void> requireNoOtherAccount() {
        return visitors.hasAnother(one, IdentityKind.OSS_USER_ID, account)
                .invoke(Linking::requireNot)
                .chain(() -> other == null ? Uni.createFrom().item(false) : visitors.areDifferentUsers(one, other))
                .invoke(Linking::requireNot)
                .replaceWithVoid();
    }

    private Uni<Void> requireOwner(IdentityKind kind, String value, @Nullable UUID expected) {
        return visitors.owner(company, kind, value)
                .invoke(owner -> {
                    if (!Objects.equals(owner, expected)) {
                        throw new IdentityTaken();
                    }
                })
                .replaceWithVoid();
    }

    /** An address that somebody else has stays there. */
    private Uni<Boolean> claimMail() {
        return mail == null ? Uni.createFrom().item(false) : claim(IdentityKind.EMAIL, mail.toLowerCase(Locale.ROOT));
    }

    private Uni<Boolean> claim(IdentityKind kind, String value) {
        return visitors.claim(company, kind, value, one);
    }

    private static Visitor find(List<Visitor> locked, UUID id) {
        return locked.stream()
                .filter(visitor -> visitor.id().equals(id))
                .findFirst()
                .orElseThrow(IdentityTaken::new);
    }

    private static void requireClaimed(boolean claimed) {
        if (!claimed) {
            throw new IdentityTaken();
        }
    }

    private static void requireNot(boolean refused) {
        if (refused) {
            throw VisitorProblem.alreadyLinked();
        }
    }
}
