-- None of the new columns of conversation is indexed: a message changes some of them, and must update its row in place.
alter table conversation
    add column tags         text[]      not null default '{}',   -- names, sorted; what they are stands in conversation_tag
    add column answered_at  timestamptz,                         -- first message of an agent
    add column silent_since timestamptz,                         -- last word, if it is an agent's; by the database's clock
    add column warned_at    timestamptz,                         -- of this silence
    add column queue_version bigint     not null default 0;      -- of the work item, with the last queue applied

create index ix_conversation_active on conversation (id) where status = 'active';

-- A conversation has one visitor, who may get another id when two turn out to be the same person.
update message set author_key = 'visitor' where author = 'visitor';

create table conversation_log (
    id              uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    version         bigint      not null,   -- the conversation's, after the deed
    action          text        not null,
    actor           text        not null,
    actor_id        uuid,                   -- staff user
    detail          text,                   -- JSON object
    at              timestamptz not null,
    constraint pk_conversation_log primary key (id),
    constraint fk_conversation_log_conversation foreign key (conversation_id) references conversation (id),
    constraint ck_conversation_log_actor check (actor in ('visitor', 'agent', 'bot', 'system'))
);

create index ix_conversation_log_conversation_id_version on conversation_log (conversation_id, version, id);

alter table conversation_log enable row level security;

create policy company on conversation_log
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
