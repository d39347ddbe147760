-- A link by which somebody chooses a new password once; only the hash of its token is known.
create table password_reset (
    token_hash    text        not null,  -- hexadecimal
    company_id    uuid        not null,
    staff_id      uuid        not null,
    password_mark bytea       not null,  -- fingerprint of the password hash it replaces: another password ends it
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    constraint pk_password_reset primary key (token_hash),
    constraint fk_password_reset_staff foreign key (company_id, staff_id) references staff (company_id, id)
);

create index ix_password_reset_staff on password_reset (staff_id);
create index ix_password_reset_expires_at on password_reset (expires_at);

alter table password_reset enable row level security;
create policy company on password_reset using (
    company_id::text = any(string_to_array(current_setting('sapa.company', true), ','))
    or current_setting('sapa.company', true) = '*');

-- Log-in names somebody asked a link for, until the mail is out. Whether anybody has the name is found out later, so that
-- asking takes the same time for all of them. Belongs to no company.
create table reset_request (
    login        text        not null,
    tries        int         not null,
    next_try_at  timestamptz not null,
    constraint pk_reset_request primary key (login)
);

create index ix_reset_request_next_try_at on reset_request (next_try_at);
