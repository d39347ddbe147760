-- A company's accounts with those who carry messages, such as WhatsApp.
create table channel_account (
    id            uuid         not null,
    company_id    uuid         not null,
    channel       text         not null,
    address       varchar(255) not null,   -- the account's own at the provider; lower case
    name          varchar(255) not null,
    department_id uuid,
    bot           boolean      not null,   -- whether the company's bot answers first
    enabled       boolean      not null,
    settings      jsonb        not null,
    secrets       bytea        not null,   -- sealed
    paused_until  timestamptz,             -- the provider asked for patience
    created_at    timestamptz  not null,
    changed_at    timestamptz  not null,
    constraint pk_channel_account primary key (id),
    constraint uq_channel_account_company_id_channel_address unique (company_id, channel, address),
    constraint ck_channel_account_channel check (channel in ('whatsapp', 'telegram'))
);

alter table channel_account enable row level security;

create policy company on channel_account
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
