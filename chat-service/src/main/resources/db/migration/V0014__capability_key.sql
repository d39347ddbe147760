-- Keys of the visitors' session tokens, shared by all replicas. The newest one signs, all of them verify.
create table capability_key (
    kid        text        not null,
    secret     bytea       not null,
    created_at timestamptz not null,
    constraint pk_capability_key primary key (kid),
    constraint ck_capability_key_kid check (kid ~ '^[0-9a-f]{8}$'),
    constraint ck_capability_key_secret check (length(secret) >= 32)
);

insert into capability_key (kid, secret, created_at)
values (substr(md5(gen_random_uuid()::text), 1, 8),
        decode(replace(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
        clock_timestamp());
