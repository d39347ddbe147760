-- The emulated Salesforce: what the other side of the wire would keep. On in the local run only. Rows of an org belong to the
-- company whose agents answer for it.

-- An org that clients may name, with what its Setup pages would show.
create table emulator_org (
    org_id             text    not null,
    company            text    not null,
    company_id         uuid,
    desk               boolean not null,
    es_developer_name  text    not null,
    channel_address    uuid    not null,
    key_id             text    not null,
    issuer             text    not null,
    modulus            text    not null,
    exponent           text    not null,
    token_secret       bytea   not null,
    oauth_client_id    text    not null,
    oauth_secret_hash  bytea   not null,
    constraint pk_emulator_org primary key (org_id)
);

-- How it is to misbehave, and for how many calls still.
create table emulator_switches (
    org_id   text  not null,
    switches jsonb not null,
    constraint pk_emulator_switches primary key (org_id)
);

create table emulator_fault (
    fault_id   bigint generated always as identity,
    org_id     text,
    method     text,
    path       text    not null,
    kind       text    not null,
    status     integer not null,
    pause      integer not null,
    retry_after integer,
    times      integer not null,
    constraint pk_emulator_fault primary key (fault_id),
    constraint ck_emulator_fault_kind check (kind in ('before', 'after', 'cut', 'cut-after', 'half'))
);

-- An end user of an org. Its events are counted without gaps, in the order of their commits: whoever writes one holds the
-- row's lock.
create table emulator_subject (
    org_id       text   not null,
    subject      text   not null,
    display_name text   not null,
    last_event   bigint not null,
    constraint pk_emulator_subject primary key (org_id, subject),
    constraint fk_emulator_subject_org foreign key (org_id) references emulator_org
);

create table emulator_token (
    token_id   uuid        not null,
    org_id     text        not null,
    subject    text        not null,
    expires_at timestamptz not null,
    constraint pk_emulator_token primary key (token_id),
    constraint fk_emulator_token_subject foreign key (org_id, subject) references emulator_subject
);

create index ix_emulator_token_expires_at on emulator_token (expires_at);

create table emulator_conversation (
    conversation_id uuid        not null,
    org_id          text        not null,
    subject         text        not null,
    company_id      uuid        not null,
    started_at      timestamptz not null,
    closed_at       timestamptz,
    constraint pk_emulator_conversation primary key (conversation_id),
    constraint fk_emulator_conversation_subject foreign key (org_id, subject) references emulator_subject
);

create index ix_emulator_conversation_subject on emulator_conversation (org_id, subject, started_at);

-- A messaging session is one conversation at our own desk: it begins waiting, and ends when that one does.
create table emulator_session (
    session_id           uuid        not null,
    record_id            text        not null,
    conversation_id      uuid        not null,
    company_id           uuid        not null,
    status               text        not null,
    attributes           jsonb       not null,
    started_at           timestamptz not null,
    ended_at             timestamptz,
    desk                 boolean     not null,
    desk_conversation_id uuid,
    desk_token           text,
    desk_seq             bigint      not null,
    desk_closing         boolean     not null,
    desk_settled         boolean     not null,
    agent_subject        text,
    agent_name           text,
    transcript           text,
    constraint pk_emulator_session primary key (session_id),
    constraint uq_emulator_session_record unique (record_id),
    constraint uq_emulator_session_desk unique (desk_conversation_id),
    constraint fk_emulator_session_conversation foreign key (conversation_id) references emulator_conversation,
    constraint ck_emulator_session_status check (status in ('Waiting', 'Active', 'Inactive', 'Ended'))
);

-- One session of a conversation at a time.
create unique index uq_emulator_session_open on emulator_session (conversation_id) where status <> 'Ended';
create index ix_emulator_session_unsettled on emulator_session (started_at) where not desk_settled;

-- What was said and what happened. An end user's word is brought to the desk after it was accepted.
create table emulator_entry (
    entry_id         bigint generated always as identity,
    conversation_id  uuid    not null,
    session_id       uuid,
    company_id       uuid    not null,
    identifier       uuid    not null,
    entry_type       text    not null,
    payload          jsonb   not null,
    role             text    not null,
    app_type         text    not null,
    subject          text    not null,
    display_name     text    not null,
    related_record   text,
    client_timestamp bigint  not null,
    transcripted_at  bigint  not null,
    desk_pending     boolean not null,
    desk_seq         bigint,
    read_told        boolean not null,
    constraint pk_emulator_entry primary key (entry_id),
    constraint uq_emulator_entry unique (conversation_id, identifier),
    constraint fk_emulator_entry_conversation foreign key (conversation_id) references emulator_conversation
);

create index ix_emulator_entry_time on emulator_entry (conversation_id, transcripted_at, entry_id);
create index ix_emulator_entry_pending on emulator_entry (session_id, entry_id) where desk_pending;

create table emulator_event (
    org_id     text   not null,
    subject    text   not null,
    number     bigint not null,
    company_id uuid   not null,
    name       text   not null,
    data       text   not null,
    constraint pk_emulator_event primary key (org_id, subject, number),
    constraint fk_emulator_event_subject foreign key (org_id, subject) references emulator_subject
);

-- Until it is at the desk.
create table emulator_file (
    identifier   uuid  not null,
    company_id   uuid  not null,
    name         text  not null,
    content_type text  not null,
    content      bytea not null,
    constraint pk_emulator_file primary key (identifier)
);

alter table emulator_conversation enable row level security;
alter table emulator_session enable row level security;
alter table emulator_entry enable row level security;
alter table emulator_event enable row level security;
alter table emulator_file enable row level security;

create policy company on emulator_conversation
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on emulator_session
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on emulator_entry
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on emulator_event
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on emulator_file
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
