-- Events that are committed but not yet known to be in Kafka. A row is deleted once the broker has it.
create table outbox (
    id         uuid        not null,
    bucket     smallint    not null,   -- hash of the key; what a sweeper claims at a time
    topic      text        not null,
    key        text        not null,
    version    bigint      not null,
    headers    text        not null,   -- JSON object of record headers, trace context included
    payload    text        not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint pk_outbox primary key (id)
);

create index ix_outbox_created_at on outbox (created_at);

-- Events without an aggregate version that took effect here; rows may go a day after the topic's retention (7 days).
create table inbox (
    event_id   uuid        not null,
    applied_at timestamptz not null default clock_timestamp(),
    constraint pk_inbox primary key (event_id)
);

create index ix_inbox_applied_at on inbox (applied_at);
