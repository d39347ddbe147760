-- What chat-service knows of other services' facts, fed by their events; "version" is the last one applied.

create table company (
    id            uuid    not null,
    version       bigint  not null,
    slug          text    not null,   -- lower case
    active        boolean not null,
    portal_access text    not null,
    hosts         text    not null,   -- host names separated by blanks
    constraint pk_company primary key (id),
    constraint ck_company_portal_access check (portal_access in ('open', 'strict'))
);

create index ix_company_slug on company (slug);

create table department (
    id         uuid   not null,
    company_id uuid   not null,
    version    bigint not null,
    name       text   not null,
    constraint pk_department primary key (id)
);

create table staff (
    id         uuid   not null,
    company_id uuid   not null,
    version    bigint not null,
    name       text   not null,
    constraint pk_staff primary key (id)
);

alter table company enable row level security;
alter table department enable row level security;
alter table staff enable row level security;

-- The setting is read once a statement (sub-select), not once a row.
create policy company on company
    using (id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on department
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on staff
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
