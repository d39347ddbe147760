-- A company's own bot, which is told by webhook what visitors say.
create table bot_webhook (
    company_id     uuid    not null,
    url            text    not null,
    secret         text    not null,   -- signs what it is told
    enabled        boolean not null,
    name           text    not null,   -- as visitors see it
    channels       text[]  not null,   -- where it answers first
    answer_seconds integer not null,   -- how long it may take before people do
    hand_over_text text    not null,   -- what visitors are told then
    constraint pk_bot_webhook primary key (company_id),
    constraint ck_bot_webhook_answer_seconds check (answer_seconds > 0)
);

-- How far each conversation's words have become deliveries.
create table bot_progress (
    conversation_id uuid   not null,
    company_id      uuid   not null,
    seq             bigint not null,
    constraint pk_bot_progress primary key (conversation_id),
    constraint fk_bot_progress_conversation foreign key (conversation_id) references conversation (id)
);

-- What the bot is told: a visitor's message each, those of one conversation one after the other.
create table bot_delivery (
    id              uuid        not null,   -- of the message
    company_id      uuid        not null,
    conversation_id uuid        not null,
    seq             bigint      not null,   -- of the message
    state           text        not null,
    attempts        integer     not null,
    due_at          timestamptz not null,   -- when it is to be tried; while somebody tries, until when nobody else does
    answer_by       timestamptz not null,   -- then people answer, if the bot has not
    failure         text,
    noted_at        timestamptz not null,
    constraint pk_bot_delivery primary key (id),
    constraint fk_bot_delivery_conversation foreign key (conversation_id) references conversation (id),
    constraint ck_bot_delivery_state check (state in ('waiting', 'told', 'done', 'dead'))
);

create index ix_bot_delivery_open on bot_delivery (conversation_id, seq) where state in ('waiting', 'told');
create index ix_bot_delivery_due_at on bot_delivery (due_at) where state = 'waiting';
create index ix_bot_delivery_company_id_id on bot_delivery (company_id, id);

-- A message changes neither column.
create index ix_conversation_bot on conversation (company_id) where responder = 'bot' and status <> 'closed';

-- What a bot had found out when it gave a conversation to people.
create table hand_off (
    conversation_id uuid        not null,
    company_id      uuid        not null,
    packet          text        not null,   -- JSON object
    handed_at       timestamptz not null,
    constraint pk_hand_off primary key (conversation_id),
    constraint fk_hand_off_conversation foreign key (conversation_id) references conversation (id)
);

alter table bot_webhook enable row level security;
alter table bot_progress enable row level security;
alter table bot_delivery enable row level security;
alter table hand_off enable row level security;

create policy company on bot_webhook
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on bot_progress
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on bot_delivery
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on hand_off
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
