-- Transcripts that were asked for by mail, to bound how often one conversation can cause mail.
create table transcript_mail (
    id              uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    asked_at        timestamptz not null,
    constraint pk_transcript_mail primary key (id),
    constraint fk_transcript_mail_conversation foreign key (conversation_id) references conversation (id)
);

create index ix_transcript_mail_conversation_id on transcript_mail (conversation_id, asked_at);

alter table transcript_mail enable row level security;

create policy company on transcript_mail
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
