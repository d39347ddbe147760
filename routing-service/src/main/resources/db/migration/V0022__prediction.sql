-- What waiting visitors were first told, until it shows how right that was.
create table prediction (
    conversation_id uuid        not null,
    company_id      uuid        not null,
    told_at         timestamptz not null default clock_timestamp(),
    low_at          timestamptz not null,
    high_at         timestamptz not null,
    constraint pk_prediction primary key (conversation_id)
);

alter table prediction enable row level security;

create policy company on prediction
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
