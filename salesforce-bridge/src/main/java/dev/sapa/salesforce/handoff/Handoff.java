package dev.sapa.salesforce.handoff;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that is answered in Salesforce, as it stood when its lease was taken and with what its line did since.
 *
 * @param epoch         the decision by which it went there
 * @param remote        its id there
 * @param created       whether Salesforce is known to have it
 * @param prepared      whether what was said before has been read
 * @param attributes    what the routing there is told
 * @param lastEventId   where its stream goes on; null before the first event
 * @param entriesSince  time of the newest entry applied, by Salesforce's clock
 * @param session       id of the messaging session there, once it is known
 * @param formerSession whose end is not the conversation's
 * @param fence         what every write of the lease's holder must name
 */
record Handoff(
        UUID id,
        UUID company,
        UUID conversation,
        long epoch,
        UUID visitor,
        UUID remote,
        boolean created,
        boolean prepared,
        Map<String, String> attributes,
        @Nullable String lastEventId,
        long entriesSince,
        @Nullable String session,
        @Nullable String formerSession,
        @Nullable String agentName,
        Instant requestedAt,
        long fence) {

    /** Who the visitor is to Salesforce: always the same there, whatever it asks. */
    String subject() {
        return company + ":" + visitor;
    }

    Handoff asPrepared(Map<String, String> told) {
        return new Handoff(
                id,
                company,
                conversation,
                epoch,
                visitor,
                remote,
                created,
                true,
                told,
                lastEventId,
                entriesSince,
                session,
                formerSession,
                agentName,
                requestedAt,
                fence);
    }

    Handoff asCreated() {
        return new Handoff(
                id,
                company,
                conversation,
                epoch,
                visitor,
                remote,
                true,
                prepared,
                attributes,
                lastEventId,
                entriesSince,
                session,
                formerSession,
                agentName,
                requestedAt,
                fence);
    }

    /** After an entry was applied. */
    Handoff after(@Nullable String eventId, long at, @Nullable String named, @Nullable String agent) {
        return new Handoff(
                id,
                company,
                conversation,
                epoch,
                visitor,
                remote,
                created,
                prepared,
                attributes,
                eventId == null ? lastEventId : eventId,
                Math.max(entriesSince, at),
                named == null ? session : named,
                formerSession,
                agent == null ? agentName : agent,
                requestedAt,
                fence);
    }

    /** With a new session to come: the end of the present one ends nothing. */
    Handoff inNewSession() {
        return new Handoff(
                id,
                company,
                conversation,
                epoch,
                visitor,
                remote,
                created,
                prepared,
                attributes,
                lastEventId,
                entriesSince,
                null,
                session == null ? formerSession : session,
                agentName,
                requestedAt,
                fence);
    }
}
