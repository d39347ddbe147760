create sequence conversation_number;

create table conversation (
    id               uuid         not null,
    number           bigint       not null,
    company_id       uuid         not null,
    visitor_id       uuid         not null,
    channel          text         not null,
    topic            varchar(255) not null,
    priority         text         not null,
    status           text         not null,
    responder        text         not null,
    agent_id         uuid,
    department_id    uuid,
    assignment_epoch bigint       not null,
    version          bigint       not null,
    last_seq         bigint       not null,
    visitor_read_seq bigint       not null,
    staff_read_seq   bigint       not null,
    visitor_unread   bigint       not null,   -- messages of the company's side beyond visitor_read_seq
    staff_unread     bigint       not null,   -- messages of the visitor beyond staff_read_seq
    routable         boolean      not null,
    sole             boolean      not null,   -- started as the visitor's only open one on its channel
    started_at       timestamptz  not null,
    ended_at         timestamptz,
    close_reason     text,
    rating           smallint,
    feedback         text,
    ip_address       text,
    user_agent       text,
    constraint pk_conversation primary key (id),
    constraint uq_conversation_number unique (number),
    constraint fk_conversation_visitor foreign key (visitor_id) references visitor (id),
    constraint ck_conversation_priority check (priority in ('low', 'normal', 'high', 'urgent')),
    constraint ck_conversation_status check (status in ('waiting', 'active', 'closed')),
    constraint ck_conversation_responder check (responder in ('bot', 'agent', 'none')),
    constraint ck_conversation_waiting_has_no_agent check (status <> 'waiting' or agent_id is null),
    constraint ck_conversation_ended check ((status = 'closed') = (ended_at is not null)),
    constraint ck_conversation_rating check (rating between 1 and 5)
) with (fillfactor = 80);   -- every message updates its row in place

create unique index uq_conversation_sole on conversation (company_id, visitor_id, channel)
    where sole and status <> 'closed';
create index ix_conversation_visitor_id on conversation (visitor_id);
create index ix_conversation_company_id_started_at on conversation (company_id, started_at, id);
create index ix_conversation_company_id_status_started_at on conversation (company_id, status, started_at, id);
create index ix_conversation_agent_id_started_at on conversation (agent_id, started_at, id) where agent_id is not null;

-- A repeated start with the same Idempotency-Key finds its first answer here for a day.
create table start_key (
    company_id      uuid        not null,
    key             text        not null,   -- digest of the client's identity and its key
    request         text        not null,   -- digest of the request
    conversation_id uuid        not null,
    created         boolean     not null,   -- whether the first answer was 201
    started_at      timestamptz not null,
    constraint pk_start_key primary key (company_id, key)
);

create index ix_start_key_started_at on start_key (started_at);

alter table conversation enable row level security;
alter table start_key enable row level security;

create policy company on conversation
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on start_key
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
