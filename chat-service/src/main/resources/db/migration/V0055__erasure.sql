-- Visitors whom their company wanted forgotten, and what became of that; the rows stay as the record of it.
create table erasure (
    id           uuid        not null,
    company_id   uuid        not null,
    visitor_id   uuid        not null,
    asked_by     uuid,
    asked_at     timestamptz not null,
    identities   bigint      not null default 0,   -- how many ways to recognise the visitor were removed
    completed_at timestamptz,                      -- every service has forgotten
    constraint pk_erasure primary key (id),
    constraint uq_erasure_visitor unique (company_id, visitor_id)
);

create index ix_erasure_open on erasure (asked_at) where completed_at is null;

-- What each service has still to forget of each conversation, or has forgotten.
create table erasure_part (
    erasure_id      uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    service         text        not null,
    erased          text,                          -- JSON object: how many of what
    erased_at       timestamptz,
    constraint pk_erasure_part primary key (conversation_id, service),
    constraint fk_erasure_part_erasure foreign key (erasure_id) references erasure (id)
);

create index ix_erasure_part_erasure_id on erasure_part (erasure_id);

-- When nothing of what was said is left; the row goes a little later, so that what is under way still finds it.
alter table conversation add column erased_at timestamptz;

create index ix_conversation_erased_at on conversation (erased_at) where erased_at is not null;
create index ix_conversation_retention on conversation (company_id, ended_at)
    where status = 'closed' and erased_at is null;

alter table company
    add column retention_days integer,             -- null: for ever
    add column swept_at timestamptz;               -- when a replica last began to remove what is too old

alter table erasure enable row level security;
create policy company on erasure
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
alter table erasure_part enable row level security;
create policy company on erasure_part
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
