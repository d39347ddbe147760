-- Somebody who writes to an account. Whoever takes in or sends holds the row, or its lease.
create table channel_contact (
    account_id      uuid         not null,
    address         varchar(255) not null,   -- the contact's own at the provider
    company_id      uuid         not null,
    visitor_id      uuid,
    conversation_id uuid,                    -- the one that the next word goes into, if it is open
    heard_at        timestamptz,             -- when the contact last wrote, by the provider's clock
    busy_until      timestamptz,             -- somebody takes in what came; theirs until then
    constraint pk_channel_contact primary key (account_id, address),
    constraint fk_channel_contact_account foreign key (account_id) references channel_account (id) on delete cascade
);

create index ix_channel_contact_visitor_id on channel_contact (visitor_id);

-- By which way a conversation goes out.
create table channel_thread (
    conversation_id uuid         not null,
    company_id      uuid         not null,
    account_id      uuid         not null,
    address         varchar(255) not null,
    subject         text,
    last_heard_id   varchar(255),            -- the provider's id of what came last
    noted_seq       bigint       not null,   -- up to here its messages are in channel_outbound, if they go out at all
    constraint pk_channel_thread primary key (conversation_id)   -- outlives its account, so that nobody writes into the void
);

create index ix_channel_thread_account_id on channel_thread (account_id);

-- What a provider delivered, by its own id of it; the texts go when they are in their conversation.
create table channel_inbound (
    account_id      uuid         not null,
    provider_id     varchar(255) not null,
    company_id      uuid         not null,
    address         varchar(255) not null,   -- those of one address are taken in one after the other
    ordinal         bigint       generated always as identity,
    payload         jsonb,
    kept            jsonb,                   -- the files of it that are ours already, as the message will name them
    conversation_id uuid,                    -- where it goes, once that is decided
    message_id      uuid,
    attempts        integer      not null default 0,
    next_at         timestamptz  not null default now(),
    received_at     timestamptz  not null default now(),
    done_at         timestamptz,
    problem         text,
    constraint pk_channel_inbound primary key (account_id, provider_id),
    constraint fk_channel_inbound_account foreign key (account_id) references channel_account (id) on delete cascade
);

create index ix_channel_inbound_waiting on channel_inbound (account_id, address, ordinal) where done_at is null;
create index ix_channel_inbound_done_at on channel_inbound (done_at) where done_at is not null;

-- What goes out, in parts of one provider message each.
create table channel_outbound (
    message_id      uuid         not null,
    part            integer      not null,
    company_id      uuid         not null,
    account_id      uuid         not null,
    conversation_id uuid         not null,
    address         varchar(255) not null,
    seq             bigint       not null,
    state           text         not null,
    provider_id     varchar(255),
    reason          text,
    attempts        integer      not null default 0,
    next_at         timestamptz  not null default now(),
    claimed_at      timestamptz,
    noted_at        timestamptz  not null default now(),
    constraint pk_channel_outbound primary key (message_id, part),
    constraint uq_channel_outbound_account_id_provider_id unique (account_id, provider_id),
    constraint fk_channel_outbound_account foreign key (account_id) references channel_account (id) on delete cascade,
    constraint ck_channel_outbound_state
        check (state in ('queued', 'sending', 'unsure', 'sent', 'delivered', 'read', 'failed'))
);

create index ix_channel_outbound_waiting on channel_outbound (conversation_id, seq, part)
    where state in ('queued', 'sending', 'unsure');

-- How a provider says that what went out fares; gone when it is noted. May come before we know the provider's id.
create table channel_report (
    account_id  uuid         not null,
    provider_id varchar(255) not null,
    state       text         not null,
    company_id  uuid         not null,
    message_id  uuid,                    -- and part, where the provider gives back what we called it
    part        integer,
    reason      text,
    reported_at timestamptz  not null,
    received_at timestamptz  not null default now(),
    constraint pk_channel_report primary key (account_id, provider_id, state),
    constraint fk_channel_report_account foreign key (account_id) references channel_account (id) on delete cascade,
    constraint ck_channel_report_state check (state in ('sent', 'delivered', 'read', 'failed'))
);

-- How a message fares with its provider.
alter table message add column delivery jsonb;

alter table channel_contact enable row level security;

create policy company on channel_contact
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');

alter table channel_thread enable row level security;

create policy company on channel_thread
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');

alter table channel_inbound enable row level security;

create policy company on channel_inbound
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');

alter table channel_outbound enable row level security;

create policy company on channel_outbound
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');

alter table channel_report enable row level security;

create policy company on channel_report
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
