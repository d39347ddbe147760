package dev.sapa.analytics.reconcile;

/**
 * The recount: one statement over the events alone, by runs of like rows instead of step by step. Written apart from the
 * definitions on purpose; only the meaning is the same.
 *
 * <p>Parameters: company, from, to. The columns {@code measure, day, cases, ms}.
 */
final class Recount {

    static final String SQL = """
            e as materialized (
              select conversation_id, version, at, type,
                     payload ->> 'status' as status,
                     payload ->> 'agent_id' as agent,
                     payload ->> 'department_id' as department,
                     payload ->> 'cause' as cause,
                     payload ->> 'author' as author,
                     payload ->> 'staff_id' as staff,
                     (payload ->> 'rating')::int as rating,
                     payload ->> 'status' = 'waiting' and payload ->> 'responder' = 'agent'
                       and (payload ->> 'routable')::boolean as queued,
                     payload ->> 'status' = 'active' and payload ->> 'agent_id' is not null as held,
                     payload ->> 'status' <> 'closed' and payload ->> 'responder' = 'agent' as human
                from event
               where company_id = $1
                 and conversation_id in (
                       select conversation_id from event where company_id = $1 and at >= $2 and at < $3)),
            n as materialized (
              select e.*,
                     case when held then agent end as holder,
                     coalesce(author = 'visitor', staff is null) as by_visitor,
                     lag(status) over w as was,
                     lag(rating) over w as rated,
                     lag(queued) over w as was_queued,
                     lag(held) over w as was_held,
                     lag(human) over w as was_human,
                     lag(department) over w as was_in,
                     lag(case when held then agent end) over w as was_holder,
                     first_value(at) over w as started
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
              select conversation_id, holding, min(at) as since from r where holder is not null group by 1, 2),
            segment_ends as (
              select s.since, x.at, x.cause
                from segments s join lateral (
                     select at, cause from r
                      where r.conversation_id = s.conversation_id and r.holding = s.holding + 1
                      order by version limit 1) x on true),
            queues as (
              select conversation_id, queueing, (array_agg(cause order by version))[1] as cause,
                     (array_agg(was_held order by version))[1] as was_held
                from r where queued group by 1, 2),
            entries as (
              select r.conversation_id, r.entry, min(r.at) as since,
                     bool_or(q.cause = 'returned' and q.was_held) is true as again
                from r join queues q using (conversation_id, queueing)
               where r.queued group by 1, 2),
            entry_ends as (
              select en.*, x.at, x.queued, x.held, x.status, x.by_visitor
                from entries en left join lateral (
                     select at, queued, held, status, by_visitor from r
                      where r.conversation_id = en.conversation_id and r.entry = en.entry + 1
                      order by version limit 1) x on true),
            first_answers as (
              select distinct on (conversation_id) conversation_id, version, at, started, human, needing
                from r where type = 'message' and author = 'agent' order by conversation_id, version),
            closes as (
              select distinct on (conversation_id) conversation_id, at, started, was
                from r where status = 'closed' order by conversation_id, version),
            turns as (
              select conversation_id, turn, min(at) filter (where author = 'visitor' and human) as since,
                     (array_agg(at order by version desc) filter (where author = 'agent' and human))[1] as at
                from r where type = 'message' group by 1, 2),
            counted (measure, at, cases, since) as (
              select 'messages', at, 1, null::timestamptz from r where type = 'message'
              union all select 'sessions', started, 1, null from r where version = (
                        select min(version) from e where e.conversation_id = r.conversation_id)
              union all select 'sessions_completed', started, 1, null from closes
              union all select 'session_messages', started, 1, null from r where type = 'message'
              union all select 'session_response', started, 1, started - (at - started) from first_answers
              union all select 'completed', at, 1, null from closes
              union all select 'resolution', at, 1, started from closes where was = 'active'
              union all select 'handle', at, 1, since from segment_ends
              union all select 'returned', at, 1, null from segment_ends where cause = 'returned'
              union all select 'transferred', at, 1, null from segment_ends where cause = 'transferred'
              union all select 'offered', since, 1, null from entry_ends where not again
              union all select 'wait', at, 1, since from entry_ends where not again and held
              union all select 'flow_outs', at, 1, null from entry_ends where not again and not held and status <> 'closed'
              union all select 'abandon_wait', at, 1, since from entry_ends
                         where not again and status = 'closed' and by_visitor
              union all select 'cancelled', at, 1, null from entry_ends
                         where not again and status = 'closed' and not by_visitor
              union all select 'left_again', at, 1, null from entry_ends
                         where again and status = 'closed' and by_visitor
              union all select 'first_response', f.at, 1,
                               case when f.human then (
                                 select min(h.at) from r h
                                  where h.conversation_id = f.conversation_id and h.needing = f.needing)
                               else f.started end
                          from first_answers f
                         where exists (select 1 from e where e.conversation_id = f.conversation_id
                                          and e.version < f.version and e.type = 'message' and e.author = 'visitor')
              union all select 'next_response', at, 1, since from turns where since is not null and at is not null
              union all select measure, at, cases, null from (
                        select distinct on (conversation_id) at, rating from r
                         where rating is not null and rating is distinct from rated
                         order by conversation_id, version desc) given
                         cross join lateral (values ('ratings', 1), ('ratings_good', (rating >= 4)::int),
                                                    ('rating_sum', rating)) as one (measure, cases))
            select measure, date_trunc('day', at, 'UTC') as day, sum(cases)::bigint as cases,
                   coalesce(sum(greatest(0, floor(extract(epoch from at - since) * 1000))), 0)::bigint as ms
              from counted where at >= $2 and at < $3 group by 1, 2
            """;

    private Recount() {}
}
