package dev.sapa.chat.visitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person who asks. */
@Entity
@Table(name = "visitor")
class Visitor {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private long number;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    private @Nullable String name;
    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String companyName;
    private @Nullable String address;
    private @Nullable String browserUuid;
    private @Nullable String ossUserId;
    private @Nullable UUID mergedInto;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Visitor() {}

    Visitor(UUID id, long number, UUID companyId, Introduction introduction, Instant now) {
        this.id = id;
        this.number = number;
        this.companyId = companyId;
        this.createdAt = now;
        remember(introduction, true);
    }

    UUID id() {
        return id;
    }

    UUID companyId() {
        return companyId;
    }

    boolean isMerged() {
        return mergedInto != null;
    }

    VisitorView view(List<VisitorView.Identity> identities) {
        return new VisitorView(id, number, name, email, phone, companyName, createdAt, identities);
    }

    /** Becomes the one who has the account; what nobody has said of it yet is taken from {@code other}. */
    void link(String account, @Nullable String mail, @Nullable Visitor other) {
        ossUserId = account;
        email = mail == null ? email : mail;
        if (other != null) {
            name = newer(name, other.name, false);
            email = newer(email, other.email, false);
            phone = newer(phone, other.phone, false);
            companyName = newer(companyName, other.companyName, false);
            address = newer(address, other.address, false);
        }
    }

    /** From now on this id means the other visitor. */
    void mergeInto(Visitor other) {
        mergedInto = other.id;
    }

    /** Takes over what is said; what is known already changes only on the word of somebody who may. */
    void meet(Introduction introduction) {
        remember(introduction, introduction.trusted());
    }

    private void remember(Introduction said, boolean overwrite) {
        name = newer(name, said.name(), overwrite);
        email = newer(email, said.email(), overwrite);
        phone = newer(phone, said.phone(), overwrite);
        companyName = newer(companyName, said.companyName(), overwrite);
        address = newer(address, said.address(), overwrite);
        browserUuid = newer(browserUuid, said.browserUuid(), overwrite);
        ossUserId = newer(ossUserId, said.ossUserId(), overwrite);
    }

    private static @Nullable String newer(@Nullable String known, @Nullable String said, boolean overwrite) {
        return said != null && (overwrite || known == null) ? said : known;
    }
}
