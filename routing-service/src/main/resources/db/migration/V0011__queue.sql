-- Which department answers a topic: the first rule in order whose keyword stands in the topic.
create table topic_rule (
    id            uuid    not null,
    company_id    uuid    not null,
    place         integer not null,
    keyword       text    not null,
    department_id uuid    not null,
    constraint pk_topic_rule primary key (id),
    constraint uq_topic_rule_place unique (company_id, place) deferrable initially deferred
);

-- One row per conversation: what routing makes of it.
create table work_item (
    conversation_id      uuid        not null,
    company_id           uuid        not null,
    number               bigint      not null,
    conversation_version bigint      not null,           -- newest version of the conversation that was applied
    state                text        not null,
    topic                text        not null,
    priority             text        not null,
    department_id        uuid,
    agent_id             uuid,                           -- who has it
    enqueued_at          timestamptz not null,           -- since when a human is needed
    rank_key             timestamptz not null,           -- enqueued_at less the minutes its priority may overtake
    epoch                bigint      not null default 0, -- rises with every assignment and return
    version              bigint      not null default 0, -- counts the events of this item
    constraint pk_work_item primary key (conversation_id),
    constraint ck_work_item_state check (state in ('held', 'queued', 'assigned', 'done')),
    constraint ck_work_item_agent check ((state = 'assigned') = (agent_id is not null))
);

create index ix_work_item_queued on work_item (company_id, department_id, rank_key, conversation_id)
    where state = 'queued';

-- Who had a conversation, from when to when.
create table assignment (
    id              uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    agent_id        uuid        not null,
    department_id   uuid,                                -- the department it is answered in
    epoch           bigint      not null,
    kind            text        not null,
    forced          boolean     not null,
    actor_id        uuid,
    assigned_at     timestamptz not null,
    ended_at        timestamptz,
    end_reason      text,
    constraint pk_assignment primary key (id),
    constraint ck_assignment_kind check (kind in ('automatic', 'manual', 'claim', 'adopted')),
    constraint ck_assignment_forced check (not forced or kind <> 'automatic'),
    constraint ck_assignment_ended check ((ended_at is null) = (end_reason is null))
);

create unique index uq_assignment_conversation_id_open on assignment (conversation_id) where ended_at is null;
create index ix_assignment_conversation_id on assignment (conversation_id, epoch desc);
create index ix_assignment_agent_id_open on assignment (agent_id) where ended_at is null;

-- Why: the key values and candidates each assignment was made from.
create table decision (
    assignment_id   uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    detail          jsonb       not null,
    decided_at      timestamptz not null default clock_timestamp(),
    constraint pk_decision primary key (assignment_id)
);

alter table topic_rule enable row level security;
alter table work_item enable row level security;
alter table assignment enable row level security;
alter table decision enable row level security;

create policy company on topic_rule
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
create policy company on work_item
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
create policy company on assignment
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
create policy company on decision
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
