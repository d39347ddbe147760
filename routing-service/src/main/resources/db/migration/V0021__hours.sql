-- When a department is staffed; one without a row is always open.
create table hours (
    department_id uuid        not null,
    company_id    uuid        not null,
    version       bigint      not null default 1,
    detail        jsonb       not null,
    changed_at    timestamptz not null default clock_timestamp(),
    constraint pk_hours primary key (department_id)
);

create index ix_hours_company_id on hours (company_id);

alter table hours enable row level security;

create policy company on hours
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
