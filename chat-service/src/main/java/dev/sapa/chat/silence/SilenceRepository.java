package dev.sapa.chat.silence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Policies, and whose silence has lasted too long; measured by the database's clock, which all replicas share. */
@ApplicationScoped
class SilenceRepository implements PanacheRepositoryBase<SilencePolicy, UUID> {

    /**
     * With a warning, the close comes as long after the warning as the policy puts them apart, even if the warning came
     * late. The condition on the id is left out for all.
     */
    private static final String DUE = """
            select c.id, c.company_id, cast(extract(epoch from now()) * 1000000 as bigint),
                   c.warned_at is null and s.warn is not null
            from conversation c
            left join silence_policy p on p.company_id = c.company_id
            cross join lateral (
                select case when p.company_id is null then nullif(cast(?1 as integer), 0) else p.warn_seconds end as warn,
                       case when p.company_id is null then nullif(cast(?2 as integer), 0) else p.close_seconds end as till
            ) s
            where c.status = 'active' and c.silent_since is not null %s
              and ((c.warned_at is null and c.silent_since + s.warn * interval '1 second' <= now())
                   or (c.silent_since + s.till * interval '1 second' <= now()
                       and (s.warn is null or c.warned_at + (s.till - s.warn) * interval '1 second' <= now())))
            order by c.silent_since limit 100
            """;

    /**
     * A conversation whose visitor has been silent for too long.
     *
     * @param at      the database's time
     * @param warning whether a warning is due; otherwise the close is
     */
    record Due(UUID conversationId, UUID companyId, Instant at, boolean warning) {}

    /** Those that have waited longest, of all companies that the session may see. */
    Uni<List<Due>> due(PolicyView otherwise) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DUE.formatted(""), Object[].class)
                        .setParameter(1, seconds(otherwise.silenceWarnSeconds()))
                        .setParameter(2, seconds(otherwise.silenceCloseSeconds()))
                        .getResultList())
                .map(rows -> rows.stream().map(SilenceRepository::due).toList());
    }

    /** What is due for one conversation, which must be locked; the item is null when nothing is any more. */
    Uni<@Nullable Due> due(UUID conversation, PolicyView otherwise) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DUE.formatted("and c.id = ?3"), Object[].class)
                        .setParameter(1, seconds(otherwise.silenceWarnSeconds()))
                        .setParameter(2, seconds(otherwise.silenceCloseSeconds()))
                        .setParameter(3, conversation)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : due(row));
    }

    private static Due due(Object[] row) {
        var at = Instant.EPOCH.plus((Long) row[2], ChronoUnit.MICROS);
        return new Due((UUID) row[0], (UUID) row[1], at, (Boolean) row[3]);
    }

    private static int seconds(@Nullable Integer seconds) {
        return seconds == null ? 0 : seconds;
    }
}
