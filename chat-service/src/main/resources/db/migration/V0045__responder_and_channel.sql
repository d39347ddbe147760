-- Who answered before a pause, whether the channel says that the visitor is there, and what was taken off the lists.
alter table conversation
    add column paused_responder text,
    add column visitor_online   boolean not null default true,
    add column removed_at       timestamptz;

alter table visitor add column address text;

alter table message
    add column edited_at  timestamptz,
    add column deleted_at timestamptz;   -- its place stays, its text is gone

-- Numbers rise as rows are added: ranges of pages suffice, and cost the send path next to nothing.
create index ix_message_number on message using brin (number);

-- What a channel's provider delivered, by its own name of the message, which it may deliver again.
create table channel_message (
    company_id      uuid        not null,
    channel         text        not null,
    provider_id     varchar(255) not null,
    conversation_id uuid        not null,
    received_at     timestamptz not null,
    constraint pk_channel_message primary key (company_id, channel, provider_id)
);

create index ix_channel_message_received_at on channel_message using brin (received_at);

alter table channel_message enable row level security;

create policy company on channel_message
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');

-- A phone number is the same one however it is written.
update visitor_identity i
set value = regexp_replace(i.value, '\D', '', 'g')
where i.kind = 'phone'
  and regexp_replace(i.value, '\D', '', 'g') not in ('', i.value)
  and not exists (select 1 from visitor_identity other
                  where other.company_id = i.company_id and other.kind = 'phone' and other.ctid <> i.ctid
                    and regexp_replace(other.value, '\D', '', 'g') = regexp_replace(i.value, '\D', '', 'g'));
