-- A tag that was removed keeps its row for the closed conversations that carry it.
create table tag (
    id         uuid        not null,
    company_id uuid        not null,
    name       varchar(50) not null,
    color      text        not null,
    preset     boolean     not null,
    created_at timestamptz not null,
    removed_at timestamptz,
    constraint pk_tag primary key (id),
    constraint ck_tag_name check (name = btrim(name) and name <> ''),
    constraint ck_tag_color check (color ~ '^#[0-9a-f]{6}$')
);

create unique index uq_tag_company_id_name on tag (company_id, lower(name)) where removed_at is null;

create table conversation_tag (
    company_id      uuid        not null,
    conversation_id uuid        not null,
    tag_id          uuid        not null,
    tagged_at       timestamptz not null,
    constraint pk_conversation_tag primary key (conversation_id, tag_id),
    constraint fk_conversation_tag_conversation foreign key (conversation_id) references conversation (id),
    constraint fk_conversation_tag_tag foreign key (tag_id) references tag (id)
);

create index ix_conversation_tag_tag_id on conversation_tag (tag_id);

alter table tag enable row level security;
alter table conversation_tag enable row level security;

create policy company on tag
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on conversation_tag
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
