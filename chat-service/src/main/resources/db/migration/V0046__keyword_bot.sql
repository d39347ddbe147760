-- What a company's built-in bot says; as JSON, because it is only ever read and replaced whole.
create table keyword_bot (
    company_id uuid  not null,
    definition jsonb not null,
    constraint pk_keyword_bot primary key (company_id)
);

-- Words of visitors that a bot has yet to answer, written with the message and removed when it has.
create table bot_task (
    message_id      uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    seq             bigint      not null,
    noted_at        timestamptz not null default now(),
    constraint pk_bot_task primary key (message_id)
);

create index ix_bot_task_conversation_id_seq on bot_task (conversation_id, seq);

alter table keyword_bot enable row level security;
alter table bot_task enable row level security;

create policy company on keyword_bot
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
create policy company on bot_task
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
