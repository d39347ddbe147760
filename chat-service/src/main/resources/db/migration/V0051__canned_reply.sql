-- Answers in store: the company's, one department's, or one person's own.
create table canned_reply (
    id            uuid         not null,
    company_id    uuid         not null,
    department_id uuid,                    -- null: for every department
    owner_id      uuid,                    -- whose own it is; null: everybody's
    shortcut      varchar(32)  not null,
    title         varchar(100) not null,
    body          text         not null,
    version       bigint       not null,
    changed_at    timestamptz  not null,
    constraint pk_canned_reply primary key (id),
    constraint ck_canned_reply_shortcut check (shortcut ~ '^[a-z0-9_-]+$'),
    constraint ck_canned_reply_owner check (owner_id is null or department_id is null)
);

create unique index uq_canned_reply_company_id_shortcut on canned_reply (company_id, shortcut) where owner_id is null;
create unique index uq_canned_reply_company_id_owner_id_shortcut on canned_reply (company_id, owner_id, shortcut)
    where owner_id is not null;

alter table canned_reply enable row level security;

create policy company on canned_reply
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
