-- What people send each other beside text. A row without completed_at is an upload under way, or what a cut one left.
create table stored_file (
    id              uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    name            text        not null,
    content_type    text        not null,
    picture         boolean     not null,
    size            bigint      not null,   -- bytes; 0 until it is complete
    store           text        not null,   -- where the content is
    capability      text        not null,   -- whoever shows it may read the content
    author          text        not null,
    author_id       uuid,
    created_at      timestamptz not null,
    completed_at    timestamptz,
    constraint pk_stored_file primary key (id),
    constraint fk_stored_file_conversation foreign key (conversation_id) references conversation (id),
    constraint ck_stored_file_store check (store in ('postgresql', 's3')),
    constraint ck_stored_file_capability check (length(capability) = 43),
    constraint ck_stored_file_author check (author in ('visitor', 'agent', 'bot')),
    constraint ck_stored_file_size check (size >= 0 and (completed_at is null or size > 0))
);

create index ix_stored_file_conversation_id on stored_file (conversation_id);
create index ix_stored_file_created_at on stored_file (created_at) where completed_at is null;

create table file_chunk (
    file_id    uuid    not null,
    ordinal    integer not null,   -- from 0, without gaps
    company_id uuid    not null,
    content    bytea   not null,
    constraint pk_file_chunk primary key (file_id, ordinal),
    constraint fk_file_chunk_stored_file foreign key (file_id) references stored_file (id) on delete cascade
);

-- Pictures and archives are compressed already.
alter table file_chunk alter column content set storage external;

alter table stored_file enable row level security;
alter table file_chunk enable row level security;

create policy company on stored_file
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on file_chunk
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
