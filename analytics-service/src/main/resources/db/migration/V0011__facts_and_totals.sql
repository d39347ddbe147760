-- What is kept of the conversations' events: everything else of conversations is computed from these. No text of messages.
create table event (
    conversation_id uuid        not null,
    version         bigint      not null,
    company_id      uuid        not null,
    event_id        uuid        not null,
    type            text        not null,
    at              timestamptz not null,
    payload         jsonb       not null,
    constraint pk_event primary key (conversation_id, version),
    constraint ck_event_type check (type in ('started', 'changed', 'message'))
);

create index ix_event_company_id_at on event (company_id, at);

-- One row per conversation: the facts after its events up to a version.
create table conversation (
    conversation_id uuid        not null,
    company_id      uuid        not null,
    version         bigint      not null,
    number          bigint      not null,
    status          text        not null,
    department_id   uuid,
    agent_ids       uuid[]      not null,               -- everybody who had it or wrote in it
    started_at      timestamptz not null,
    ended_at        timestamptz,
    facts           jsonb       not null,
    constraint pk_conversation primary key (conversation_id)
);

create index ix_conversation_company_id_started_at on conversation (company_id, started_at, conversation_id);
create index ix_conversation_open on conversation (company_id, status) where status <> 'closed';

-- Totals by interval and dimensions. The nil UUID and the empty text stand for "none" and for a dimension the view lacks.
create table rollup (
    company_id               uuid        not null,
    view                     smallint    not null,      -- which dimensions are kept apart
    daily                    boolean     not null,      -- a day of UTC; else a quarter of an hour
    bucket                   timestamptz not null,
    department_id            uuid        not null,
    agent_id                 uuid        not null,
    topic                    text        not null,
    tag                      text        not null,
    messages                 bigint      not null default 0,
    offered                  bigint      not null default 0,
    cancelled                bigint      not null default 0,
    flow_outs                bigint      not null default 0,
    left_again               bigint      not null default 0,
    returned                 bigint      not null default 0,
    transferred              bigint      not null default 0,
    completed                bigint      not null default 0,
    ratings                  bigint      not null default 0,
    ratings_good             bigint      not null default 0,
    rating_sum               bigint      not null default 0,
    sessions                 bigint      not null default 0,
    sessions_completed       bigint      not null default 0,
    session_messages         bigint      not null default 0,
    session_response_count   bigint      not null default 0,
    session_response_ms      bigint      not null default 0,
    session_response_bins    bytea,
    wait_count               bigint      not null default 0,
    wait_ms                  bigint      not null default 0,
    wait_bins                bytea,
    abandon_wait_count       bigint      not null default 0,
    abandon_wait_ms          bigint      not null default 0,
    abandon_wait_bins        bytea,
    first_response_count     bigint      not null default 0,
    first_response_ms        bigint      not null default 0,
    first_response_bins      bytea,
    next_response_count      bigint      not null default 0,
    next_response_ms         bigint      not null default 0,
    next_response_bins       bytea,
    handle_count             bigint      not null default 0,
    handle_ms                bigint      not null default 0,
    handle_bins              bytea,
    resolution_count         bigint      not null default 0,
    resolution_ms            bigint      not null default 0,
    resolution_bins          bytea,
    constraint pk_rollup primary key (company_id, view, daily, department_id, agent_id, topic, tag, bucket)
) with (fillfactor = 70);

create index ix_rollup_bucket on rollup (company_id, view, daily, bucket);

-- How far each company's numbers are: the time of the newest event in them.
create table progress (
    company_id uuid        not null,
    as_of      timestamptz not null,
    constraint pk_progress primary key (company_id)
);

-- By which definitions the numbers of this schema were computed.
create table definitions (
    only_row boolean not null default true,
    version  integer not null,
    constraint pk_definitions primary key (only_row),
    constraint ck_definitions_only_row check (only_row)
);

-- Setting and cast are evaluated once for each statement, not for each of the many rows that a report adds up.
alter table event enable row level security;
alter table conversation enable row level security;
alter table rollup enable row level security;
alter table progress enable row level security;

create policy company on event
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on conversation
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on rollup
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on progress
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
