create sequence visitor_number;

-- Contact details are what the visitor said last; who somebody is stands in visitor_identity.
create table visitor (
    id           uuid        not null,
    number       bigint      not null,
    company_id   uuid        not null,
    name         text,
    email        text,
    phone        text,
    company_name text,
    browser_uuid text,
    oss_user_id  text,
    created_at   timestamptz not null,
    constraint pk_visitor primary key (id),
    constraint uq_visitor_number unique (number)
);

create table visitor_identity (
    company_id uuid not null,
    kind       text not null,
    value      text not null,
    visitor_id uuid not null,
    constraint pk_visitor_identity primary key (company_id, kind, value),
    constraint fk_visitor_identity_visitor foreign key (visitor_id) references visitor (id),
    constraint ck_visitor_identity_kind
        check (kind in ('browser_uuid', 'oss_user_id', 'email', 'phone', 'company_user_id'))
);

create index ix_visitor_identity_visitor_id on visitor_identity (visitor_id);

alter table visitor enable row level security;
alter table visitor_identity enable row level security;

create policy company on visitor
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on visitor_identity
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
