package dev.sapa.analytics.reconcile;

/**
 * The recount: one statement over the events alone, by runs of like rows instead of step by step. Written apart from the
 * definitions on purpose; only the meaning is the same.
 *
 * <p>Parameters: company, from, to. The columns {@code measure, at, cases, ms}, by quarters of an hour.
 */
final class Recount {

    static final String SQL = """
            e as materialized (
              select conversation_id, version, at, type,
                     payload ->> 'status' as status,
                     payload ->> 'department_id' as department,
                     payload ->> 'cause' as cause,
                     payload ->> 'author' as author,
                     (payload ->> 'rating')::int as rating,
                     coalesce(payload ->> 'author' = 'visitor', payload ->> 'staff_id' is null) as by_visitor,
                     payload ->> 'status' = 'waiting' and payload ->> 'responder' = 'agent'
                       and (payload ->> 'routable')::boolean as queued,
                     case when payload ->> 'status' = 'active' then payload ->> 'agent_id' end as holder,
                     payload ->> 'status' <> 'closed' and payload ->> 'responder' = 'agent' as human
                from event
               where company_id = $1
                 and conversation_id in (
                       select conversation_id from event where company_id = $1 and at >= $2 and at < $3)),
            n as materialized (
              select e.*,
                     row_number() over w as place,
                     lag(status) over w as was,
                     lag(rating) over w as rated,
                     lag(queued) over w as was_queued,
                     lag(human) over w as was_human,
                     lag(department) over w as was_in,
                     lag(holder) over w as was_holder,
                     lead(at) over w as next_at,
                     lead(cause) over w as next_cause,
                     lead(holder) over w as next_holder,
                     lead(status) over w as next_status,
                     lead(by_visitor) over w as next_by_visitor,
                     first_value(at) over w as started,
                     bool_or(type = 'message' and author = 'visitor') over (w rows unbounded preceding) as spoken
                from e window w as (partition by conversation_id order by version)),
            r as materialized (
              select n.*,
                     sum((holder is distinct from was_holder)::int) over w as holding,
                     sum((queued is distinct from was_queued)::int) over w as queueing,
                     sum((queued is distinct from was_queued
                          or (queued and was_in is not null and department is distinct from was_in))::int) over w as entry,
                     sum((human is distinct from was_human)::int) over w as needing,
                     coalesce(sum(((type = 'message' and author = 'agent') or not human)::int) over (
                       partition by conversation_id order by version
                       rows between unbounded preceding and 1 preceding), 0) as turn
                from n window w as (partition by conversation_id order by version)),
            segments as (
              select min(at) as since, (array_agg(next_at order by version desc))[1] as at,
                     (array_agg(next_cause order by version desc))[1] as cause
                from r where holder is not null group by conversation_id, holding),
            queues as (
              select conversation_id, queueing,
                     (array_agg(cause = 'returned' and was_holder is not null order by version))[1] is true as again
                from r where queued group by 1, 2),
            entries as (
              select q.again, min(r.at) as since, (array_agg(r.next_at order by version desc))[1] as at,
                     (array_agg(r.next_holder order by version desc))[1] is not null as held,
                     (array_agg(r.next_status order by version desc))[1] as status,
                     (array_agg(r.next_by_visitor order by version desc))[1] as by_visitor
                from r join queues q on q.conversation_id = r.conversation_id and q.queueing = r.queueing
               where r.queued group by r.conversation_id, r.entry, q.again),
            first_answers as (
              select distinct on (conversation_id) conversation_id, at, started, human, needing, spoken
                from r where type = 'message' and author = 'agent' order by conversation_id, version),
            needs as (
              select conversation_id, needing, min(at) as since from r where human group by 1, 2),
            closes as (
              select distinct on (conversation_id) conversation_id, at, started, was
                from r where status = 'closed' order by conversation_id, version),
            turns as (
              select min(at) filter (where author = 'visitor' and human) as since,
                     (array_agg(at order by version desc) filter (where author = 'agent' and human))[1] as at
                from r where type = 'message' group by conversation_id, turn),
            counted (measure, at, cases, since) as (
              select 'messages', at, 1, null::timestamptz from r where type = 'message'
              union all select 'sessions', at, 1, null from r where place = 1
              union all select 'sessions_completed', started, 1, null from closes
              union all select 'session_messages', started, 1, null from r where type = 'message'
              union all select 'session_response', started, 1, started - (at - started) from first_answers
              union all select 'completed', at, 1, null from closes
              union all select 'resolution', at, 1, started from closes where was = 'active'
              union all select 'handle', at, 1, since from segments where at is not null
              union all select 'returned', at, 1, null from segments where cause = 'returned'
              union all select 'transferred', at, 1, null from segments where cause = 'transferred'
              union all select 'offered', since, 1, null from entries where not again
              union all select 'wait', at, 1, since from entries where not again and held
              union all select 'flow_outs', at, 1, null from entries where not again and not held and status <> 'closed'
              union all select 'abandon_wait', at, 1, since from entries
                         where not again and status = 'closed' and by_visitor
              union all select 'cancelled', at, 1, null from entries
                         where not again and status = 'closed' and not by_visitor
              union all select 'left_again', at, 1, null from entries where again and status = 'closed' and by_visitor
              union all select 'first_response', f.at, 1, case when f.human then needs.since else f.started end
                          from first_answers f
                          left join needs on needs.conversation_id = f.conversation_id and needs.needing = f.needing
                         where f.spoken
              union all select 'next_response', at, 1, since from turns where since is not null and at is not null
              union all select measure, at, cases, null from (
                        select distinct on (conversation_id) at, rating from r
                         where rating is not null and rating is distinct from rated
                         order by conversation_id, version desc) given
                         cross join lateral (values ('ratings', 1), ('ratings_good', (rating >= 4)::int),
                                                    ('rating_sum', rating)) as one (measure, cases))
            select measure, date_bin('15 minutes', at, '2000-01-01T00:00:00Z') as at, sum(cases)::bigint as cases,
                   coalesce(sum(greatest(0, floor(extract(epoch from at - since) * 1000))), 0)::bigint as ms
              from counted where at >= $2 and at < $3 group by 1, 2
            """;

    private Recount() {}
}
