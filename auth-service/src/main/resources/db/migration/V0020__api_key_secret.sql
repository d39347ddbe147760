-- A key may have two secrets for a while, so that a company's servers can change over. The secret itself is kept sealed,
-- because a signature can only be checked with it; a secret from before signed requests has its hash only.
create table api_key_secret (
    id         uuid        not null,
    company_id uuid        not null,
    key_id     text        not null,
    hash       bytea       not null,
    sealed     bytea,
    created_at timestamptz not null,
    expires_at timestamptz,              -- null while it is the key's newest
    constraint pk_api_key_secret primary key (id),
    constraint fk_api_key_secret_key foreign key (key_id) references api_key (id)
);

create index ix_api_key_secret_key on api_key_secret (key_id, created_at);

insert into api_key_secret (id, company_id, key_id, hash, created_at)
select gen_random_uuid(), company_id, id, secret_hash, created_at from api_key;

alter table api_key drop column secret_hash;
alter table api_key add column scopes text not null default 'read write';
alter table api_key alter column scopes drop default;
alter table api_key add constraint ck_api_key_scopes check (scopes in ('read', 'write', 'read write'));

alter table api_key_secret enable row level security;
create policy company on api_key_secret using (
    company_id::text = any(string_to_array(current_setting('sapa.company', true), ','))
    or current_setting('sapa.company', true) = '*');
