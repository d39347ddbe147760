-- What an agent corrected or took back after it went out, while its provider has not heard of it.
alter table channel_outbound
    add column amendment       text,
    add column amend_at        timestamptz,
    add column amend_round     integer not null default 0,   -- counts the changes, so that an answer about an earlier one is known
    add column amend_attempts  integer not null default 0,
    add constraint ck_channel_outbound_amendment check (amendment in ('edit', 'delete'));

create index ix_channel_outbound_amendment on channel_outbound (amend_at) where amendment is not null;
