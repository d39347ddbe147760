-- Companies and who works for them. Every table with a company is guarded by row-level security: a transaction sees the
-- companies named in the setting sapa.company, or all of them when it is '*'.
create table company (
    id             uuid        not null,
    slug           text        not null,
    name           text        not null,
    active         boolean     not null,
    portal_access  text        not null,
    time_zone      text        not null,
    origins        text        not null,  -- one a line
    visitor_secret bytea,                 -- sealed; signs the company's own visitor tokens
    version        bigint      not null,
    created_at     timestamptz not null,
    constraint pk_company primary key (id),
    constraint uq_company_slug unique (slug),
    constraint ck_company_slug check (slug = lower(slug)),
    constraint ck_company_portal_access check (portal_access in ('OPEN', 'STRICT'))
);

-- A host name stands for one company.
create table company_host (
    host       text not null,
    company_id uuid not null,
    constraint pk_company_host primary key (host),
    constraint fk_company_host_company foreign key (company_id) references company (id)
);

create index ix_company_host_company on company_host (company_id);

create table department (
    id         uuid        not null,
    company_id uuid        not null,
    name       text        not null,
    active     boolean     not null,
    version    bigint      not null,
    created_at timestamptz not null,
    constraint pk_department primary key (id),
    constraint uq_department_company_id unique (company_id, id),
    constraint fk_department_company foreign key (company_id) references company (id)
);

create unique index uq_department_company_name on department (company_id, lower(name));

create sequence staff_number;

create table staff (
    id            uuid        not null,
    company_id    uuid        not null,
    number        bigint      not null,
    email         text        not null,
    username      text        not null,
    name          text        not null,
    phone         text,
    role          text        not null,
    active        boolean     not null,
    password_hash text        not null,
    version       bigint      not null,
    created_at    timestamptz not null,
    constraint pk_staff primary key (id),
    constraint uq_staff_number unique (number),
    constraint uq_staff_company_id unique (company_id, id),
    constraint fk_staff_company foreign key (company_id) references company (id),
    constraint ck_staff_role check (role in ('OPERATOR', 'ADMIN', 'SUPERVISOR', 'AGENT')),
    -- An e-mail address has an @ and a user name has none, so that one log-in name never means two people.
    constraint ck_staff_email check (position('@' in email) > 0),
    constraint ck_staff_username check (position('@' in username) = 0)
);

create unique index uq_staff_email on staff (lower(email));
create unique index uq_staff_username on staff (lower(username));
create index ix_staff_company_number on staff (company_id, number);

create table membership (
    id            uuid not null,
    staff_id      uuid not null,
    company_id    uuid not null,
    department_id uuid not null,
    position      int  not null,         -- 0 is the home department
    constraint pk_membership primary key (id),
    constraint uq_membership_staff_department unique (staff_id, department_id),
    constraint fk_membership_staff foreign key (company_id, staff_id) references staff (company_id, id),
    constraint fk_membership_department foreign key (company_id, department_id) references department (company_id, id)
);

create table api_key (
    id          text        not null,
    company_id  uuid        not null,
    name        text        not null,
    role        text        not null,
    secret_hash bytea       not null,
    active      boolean     not null,
    created_at  timestamptz not null,
    constraint pk_api_key primary key (id),
    constraint fk_api_key_company foreign key (company_id) references company (id),
    constraint ck_api_key_role check (role = 'portal')
);

create index ix_api_key_company on api_key (company_id);
