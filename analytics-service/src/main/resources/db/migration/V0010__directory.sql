-- What other services say about companies, departments and staff: the newest state of each.
create table company (
    company_id uuid   not null,
    version    bigint not null,
    time_zone  text   not null,
    constraint pk_company primary key (company_id)
);

create table department (
    department_id uuid    not null,
    company_id    uuid    not null,
    version       bigint  not null,
    name          text    not null,
    active        boolean not null,
    constraint pk_department primary key (department_id)
);

create index ix_department_company_id on department (company_id);

create table staff (
    staff_id   uuid    not null,
    company_id uuid    not null,
    version    bigint  not null,
    name       text    not null,
    role       text    not null,
    active     boolean not null,
    constraint pk_staff primary key (staff_id)
);

create index ix_staff_company_id on staff (company_id);

-- A table of its own: presence may be known before the staff user is.
create table presence (
    staff_id   uuid    not null,
    company_id uuid    not null,
    version    bigint  not null,
    declared   text    not null,
    live       boolean not null,
    constraint pk_presence primary key (staff_id),
    constraint ck_presence_declared check (declared in ('online', 'busy', 'away', 'offline'))
);

create index ix_presence_company_id on presence (company_id);

-- Setting and cast are evaluated once for each statement, not for each row.
alter table company enable row level security;
alter table department enable row level security;
alter table staff enable row level security;
alter table presence enable row level security;

create policy company on company
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on department
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on staff
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
create policy company on presence
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
