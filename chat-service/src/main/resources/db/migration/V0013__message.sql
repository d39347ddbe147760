create sequence message_number cache 32;

-- No foreign key to conversation: rows are only written while the conversation's row is locked, and the check would
-- cost as much again as the insert.
create table message (
    id              uuid        not null,
    number          bigint      not null default nextval('message_number'),
    company_id      uuid        not null,
    conversation_id uuid        not null,
    seq             bigint      not null,
    author          text        not null,
    author_id       uuid,
    author_name     text,
    author_key      text        not null,   -- who gives client_msg_id its meaning
    message_type    text        not null,
    body            text        not null,
    attachments     jsonb,
    client_msg_id   varchar(64),
    posted_at       timestamptz not null,
    read_at         timestamptz,
    constraint pk_message primary key (id),
    constraint uq_message_conversation_id_seq unique (conversation_id, seq),
    constraint uq_message_conversation_id_author_client_msg_id unique (conversation_id, author_key, client_msg_id),
    constraint ck_message_author check (author in ('visitor', 'agent', 'bot', 'system')),
    constraint ck_message_type check (message_type in ('text', 'image', 'file', 'system')),
    constraint ck_message_seq check (seq > 0)
) with (fillfactor = 90);

alter table message enable row level security;

create policy company on message
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
