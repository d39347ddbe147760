-- What an agent and those who oversee the company say to each other, apart from any conversation.
create table staff_message (
    id          uuid         not null,
    number      bigint       not null default nextval('message_number'),
    company_id  uuid         not null,
    staff_id    uuid         not null,   -- the agent whose thread it is
    author      text         not null,
    author_name text         not null,
    body        text         not null,
    posted_at   timestamptz  not null,
    constraint pk_staff_message primary key (id),
    constraint ck_staff_message_author check (author in ('agent', 'overseer', 'auto'))
);

create index ix_staff_message_staff_id_posted_at on staff_message (company_id, staff_id, posted_at, id);

alter table staff_message enable row level security;

create policy company on staff_message
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
