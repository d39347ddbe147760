-- What auth-service says about companies: the newest state of each.
create table company (
    company_id uuid    not null,
    version    bigint  not null,
    slug       text    not null,
    active     boolean not null,
    constraint pk_company primary key (company_id)
);

create index ix_company_slug on company (slug);

alter table company enable row level security;

create policy company on company
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
