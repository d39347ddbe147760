-- How each company's Salesforce is reached. What is sealed opens only with the key of the settings.
create table connection (
    company_id        uuid        not null,
    enabled           boolean     not null,
    scrt_url          text        not null,
    org_id            text        not null,
    es_developer_name text        not null,
    issuer            text        not null,
    kid               text        not null,
    audience          text,                      -- null: the SCRT URL
    sealed_jwk        bytea       not null,
    oauth_token_url   text,
    oauth_client_id   text,
    sealed_secret     bytea,
    language          text        not null,
    fallback          text        not null,      -- what becomes of conversations that Salesforce does not take
    version           bigint      not null,
    changed_at        timestamptz not null,
    constraint pk_connection primary key (company_id),
    constraint ck_connection_fallback check (fallback in ('queue', 'wait')),
    constraint ck_connection_oauth
        check ((oauth_token_url is null) = (oauth_client_id is null) and (oauth_client_id is null) = (sealed_secret is null))
);

-- Salesforce gives an org so many tokens a minute, however many replicas ask. Old minutes are deleted with the next one.
create table token_call (
    org_id text        not null,
    minute timestamptz not null,
    calls  integer     not null,
    constraint pk_token_call primary key (org_id, minute)
);

alter table connection enable row level security;

create policy company on connection
    using (company_id = any ((select string_to_array(nullif(current_setting('sapa.company', true), '*'), ',')::uuid[])::uuid[])
           or (select current_setting('sapa.company', true)) = '*');
