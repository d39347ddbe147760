-- Conversations that are answered in Salesforce. One row for each time that one goes there: epoch is the decision by which
-- it went. A row is worked on by the replica that has its lease; fence rises with every change of hands.
create table handoff (
    id               uuid        not null,
    company_id       uuid        not null,
    conversation_id  uuid        not null,
    epoch            bigint      not null,
    visitor_id       uuid        not null,
    remote_id        uuid        not null,                 -- the conversation's id there, made here before the first call
    state            text        not null default 'requested',
    created          boolean     not null default false,   -- whether Salesforce is known to have it
    relayed_seq      bigint,                               -- messages up to here are in outbound; null until it is prepared
    heard_seq        bigint      not null default 0,       -- messages up to here are known to exist
    attributes       jsonb,
    transcript       text,                                 -- what was said before; null when there is none or it is there
    last_event_id    text,
    entries_since    bigint      not null default 0,       -- time of the newest entry applied, by Salesforce's clock
    session_id       text,
    former_session   text,                                 -- whose end is not the conversation's
    agent_name       text,
    visitor_read_seq bigint      not null default 0,
    told_read_seq    bigint      not null default 0,
    end_reason       text,
    requested_at     timestamptz not null default clock_timestamp(),
    ended_at         timestamptz,
    owner            uuid,
    lease_until      timestamptz,
    fence            bigint      not null default 0,
    constraint pk_handoff primary key (id),
    constraint uq_handoff_conversation_id_epoch unique (conversation_id, epoch),
    constraint uq_handoff_remote_id unique (remote_id),
    constraint ck_handoff_state check (state in ('requested', 'waiting', 'active', 'ending', 'ended'))
);

create index ix_handoff_running on handoff (lease_until) where state <> 'ended';
create index ix_handoff_owner on handoff (owner) where state <> 'ended';
create index ix_handoff_ended_at on handoff (ended_at) where state = 'ended';

-- What visitors say, on its way to Salesforce. The id is the message's id there, and the same for every attempt. What was
-- said is forgotten once it is there.
create table outbound (
    id         uuid        not null,
    company_id uuid        not null,
    handoff_id uuid        not null,
    place      bigint      not null generated always as identity,
    seq        bigint      not null,   -- of the message here
    part       integer     not null,   -- long messages go in several
    content    jsonb,
    state      text        not null default 'new',   -- sending: it may be there already
    sent_at    timestamptz,
    constraint pk_outbound primary key (id),
    constraint uq_outbound_handoff_id_seq_part unique (handoff_id, seq, part),
    constraint fk_outbound_handoff foreign key (handoff_id) references handoff (id) on delete cascade,
    constraint ck_outbound_state check (state in ('new', 'sending', 'sent', 'refused'))
);

create index ix_outbound_due on outbound (handoff_id, place) where state in ('new', 'sending');

-- What happened in Salesforce and has had its effect here.
create table entry (
    handoff_id uuid   not null,
    company_id uuid   not null,
    identifier text   not null,
    seq        bigint,                 -- of the message here that it became
    constraint pk_entry primary key (handoff_id, identifier),
    constraint fk_entry_handoff foreign key (handoff_id) references handoff (id) on delete cascade
);

create index ix_entry_seq on entry (handoff_id, seq) where seq is not null;

alter table handoff enable row level security;
alter table outbound enable row level security;
alter table entry enable row level security;

create policy company on handoff
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on outbound
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on entry
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
