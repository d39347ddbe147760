-- Log-ins: one row a log-in (the sid of its tokens), one row a refresh token. Tokens are kept as SHA-256 only.
create table login_session (
    id         uuid        not null,
    company_id uuid        not null,
    staff_id   uuid        not null,
    started_at timestamptz not null,
    expires_at timestamptz not null,     -- no refresh goes beyond it
    address    text,
    ended_at   timestamptz,
    end_reason text,
    constraint pk_login_session primary key (id),
    constraint fk_login_session_staff foreign key (company_id, staff_id) references staff (company_id, id),
    constraint ck_login_session_end check ((ended_at is null) = (end_reason is null))
);

create index ix_login_session_staff_open on login_session (staff_id) where ended_at is null;
create index ix_login_session_company_open on login_session (company_id) where ended_at is null;
create index ix_login_session_expires_at on login_session (expires_at);

create table refresh_token (
    hash       text        not null,   -- hexadecimal
    company_id uuid        not null,
    session_id uuid        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    spent_at   timestamptz,
    constraint pk_refresh_token primary key (hash),
    constraint fk_refresh_token_session foreign key (session_id) references login_session (id) on delete cascade
);

create index ix_refresh_token_session on refresh_token (session_id);

-- Failed log-ins of an account, a log-in name that nobody has, or an address. Belongs to no company.
create table guess (
    subject        text        not null,
    failures       int         not null,
    last_failed_at timestamptz not null,
    locked_until   timestamptz,
    constraint pk_guess primary key (subject)
);

create index ix_guess_last_failed_at on guess (last_failed_at);

create table signing_key (
    id           text        not null,   -- the kid of tokens
    public_key   bytea       not null,   -- X.509 SubjectPublicKeyInfo
    private_key  bytea       not null,   -- PKCS #8, sealed
    published_at timestamptz not null,
    signs_from   timestamptz not null,
    constraint pk_signing_key primary key (id)
);

create index ix_signing_key_signs_from on signing_key (signs_from);

-- One-time links for the first operator; only the hash of the token is known.
create table bootstrap_invitation (
    token_hash text        not null,   -- hexadecimal
    email      text        not null,
    expires_at timestamptz not null,
    constraint pk_bootstrap_invitation primary key (token_hash)
);
