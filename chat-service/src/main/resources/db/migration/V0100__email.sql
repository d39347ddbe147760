-- E-mail among the channels: subjects, mailboxes that are looked into, and what came as long as it is needed.
alter table channel_account drop constraint ck_channel_account_channel;
alter table channel_account add constraint ck_channel_account_channel
    check (channel in ('whatsapp', 'telegram', 'email'));

alter table channel_account add column problem text;      -- why nothing comes in at present

alter table channel_thread add column subject_key text;   -- by which a further word on the same matter is known

create index ix_channel_thread_account_id_address on channel_thread (account_id, address);
create index ix_channel_inbound_conversation_id on channel_inbound (conversation_id) where conversation_id is not null;
create index ix_channel_outbound_conversation_id on channel_outbound (conversation_id);

-- How far a mailbox has been read. Whoever reads it holds its lease.
create table email_mailbox (
    account_id   uuid        not null,
    company_id   uuid        not null,
    place        text        not null,   -- which mailbox that is; numbers of another one mean nothing
    uid_validity bigint,
    last_uid     bigint      not null default 0,
    since        timestamptz not null,   -- what came before is left alone, whatever its number
    busy_until   timestamptz,
    turn         bigint      not null default 0,   -- counts those who read it; a note by a former one does nothing
    next_at      timestamptz not null default now(),
    attempts     integer     not null default 0,
    constraint pk_email_mailbox primary key (account_id),
    constraint fk_email_mailbox_account foreign key (account_id) references channel_account (id) on delete cascade
);

alter table email_mailbox enable row level security;

create policy company on email_mailbox
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');

-- A mail as it came, until its files are ours.
create table email_source (
    account_id  uuid         not null,
    provider_id varchar(255) not null,
    company_id  uuid         not null,
    content     bytea        not null,
    received_at timestamptz  not null default now(),
    constraint pk_email_source primary key (account_id, provider_id),
    constraint fk_email_source_account foreign key (account_id) references channel_account (id) on delete cascade
);

create index ix_email_source_received_at on email_source (received_at);

alter table email_source enable row level security;

create policy company on email_source
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
