-- A create that is sent again with the same Idempotency-Key finds here for a day what it made the first time.
create table repeat (
    company_id uuid        not null,     -- of whoever sent it
    key        text        not null,     -- digest of the sender and the key
    request    text        not null,     -- digest of what was asked
    subject    text        not null,     -- id of what was made
    created_at timestamptz not null,
    constraint pk_repeat primary key (company_id, key)
);

create index ix_repeat_created_at on repeat (created_at);

alter table repeat enable row level security;
create policy company on repeat using (
    company_id::text = any(string_to_array(current_setting('sapa.company', true), ','))
    or current_setting('sapa.company', true) = '*');
