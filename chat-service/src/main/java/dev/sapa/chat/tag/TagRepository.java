package dev.sapa.chat.tag;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class TagRepository implements PanacheRepositoryBase<Tag, UUID> {

    Uni<List<Tag>> ofCompany(UUID company) {
        return list("companyId = ?1 and removedAt is null order by preset desc, lower(name), id", company);
    }

    /** Locks the tag against changes; the item is null when there is none. */
    Uni<@Nullable Tag> keep(UUID id) {
        return find("id = ?1 and removedAt is null", id)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .firstResult();
    }

    /** The same by name, in any case. */
    Uni<@Nullable Tag> keep(String name) {
        return find("lower(name) = lower(?1) and removedAt is null", name)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .firstResult();
    }

    /** Locks the tag to change it; the item is null when there is none. */
    Uni<@Nullable Tag> lock(UUID id) {
        return find("id = ?1 and removedAt is null", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    Uni<Boolean> isTaken(String name, UUID byAnother) {
        return count("lower(name) = lower(?1) and removedAt is null and id <> ?2", name, byAnother)
                .map(count -> count > 0);
    }

    /** Makes a tag; false when there is one of that id or name already. */
    Uni<Boolean> create(UUID id, UUID company, String name, String color, boolean preset, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into tag (id, company_id, name, color, preset, created_at)
                                values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing
                                """)
                        .setParameter(1, id)
                        .setParameter(2, company)
                        .setParameter(3, name)
                        .setParameter(4, color)
                        .setParameter(5, preset)
                        .setParameter(6, now)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Puts it on a conversation; false when that has it already. */
    Uni<Boolean> attach(UUID company, UUID conversation, UUID tag, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into conversation_tag (company_id, conversation_id, tag_id, tagged_at)
                                values (?1, ?2, ?3, ?4) on conflict do nothing
                                """)
                        .setParameter(1, company)
                        .setParameter(2, conversation)
                        .setParameter(3, tag)
                        .setParameter(4, now)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Takes it off a conversation; false when that does not have it. */
    Uni<Boolean> detach(UUID conversation, UUID tag) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "delete from conversation_tag where conversation_id = ?1 and tag_id = ?2")
                        .setParameter(1, conversation)
                        .setParameter(2, tag)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** The tags of a conversation, sorted by name. */
    Uni<List<Tag>> of(UUID conversation) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                select t.* from tag t join conversation_tag ct on ct.tag_id = t.id
                                where ct.conversation_id = ?1 order by t.name
                                """, Tag.class)
                .setParameter(1, conversation)
                .getResultList());
    }

    /** The conversations that carry the tag. */
    Uni<List<UUID>> carriers(UUID tag) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select conversation_id from conversation_tag where tag_id = ?1", UUID.class)
                .setParameter(1, tag)
                .getResultList());
    }
}
