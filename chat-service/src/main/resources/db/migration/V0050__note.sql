-- What staff tell each other about a conversation. A table of its own, so that nothing that reads messages meets a note.
create table note (
    id              uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    ordinal         bigint      not null,   -- 1, 2, 3 ... within the conversation
    after_seq       bigint      not null,   -- of the newest message when it was written
    author_id       uuid        not null,
    author_name     text,
    body            text        not null,
    mentions        text[]      not null,   -- ids of staff users
    client_note_id  varchar(64),
    posted_at       timestamptz not null,
    constraint pk_note primary key (id),
    constraint uq_note_conversation_id_ordinal unique (conversation_id, ordinal),
    constraint uq_note_conversation_id_author_id_client_note_id unique (conversation_id, author_id, client_note_id),
    constraint fk_note_conversation foreign key (conversation_id) references conversation (id),
    constraint ck_note_ordinal check (ordinal > 0)
);

alter table note enable row level security;

create policy company on note
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
