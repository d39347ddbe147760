-- What a company does about visitors who fall silent; without a row the installation's settings hold.
create table silence_policy (
    company_id    uuid    not null,
    warn_seconds  integer,   -- null: no warning
    close_seconds integer,   -- null: never closed
    constraint pk_silence_policy primary key (company_id),
    constraint ck_silence_policy_seconds
        check (warn_seconds > 0 and close_seconds > 0 and (warn_seconds < close_seconds) is not false)
);

alter table silence_policy enable row level security;

create policy company on silence_policy
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
