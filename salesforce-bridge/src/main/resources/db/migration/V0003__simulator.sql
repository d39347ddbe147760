-- What each browser at the simulator has reached, so that a restart keeps it. Belongs to no company: the simulator is the
-- other side's client, and knows Salesforce's accounts only. The key is a hash: who reads the table becomes nobody.
create table simulator_browser (
    browser_hash    bytea       not null,
    access_token    text,
    last_event_id   text,
    conversation_id uuid,
    channel_address text,
    subject         text,
    changed_at      timestamptz not null default clock_timestamp(),
    constraint pk_simulator_browser primary key (browser_hash)
);

create index ix_simulator_browser_changed_at on simulator_browser (changed_at);
