-- How a company wants its conversations given out; without a row: assigned at once.
create table policy (
    company_id    uuid    not null,
    offer_mode    text    not null,
    offer_seconds integer not null,
    constraint pk_policy primary key (company_id),
    constraint ck_policy_offer_mode check (offer_mode in ('auto', 'ask')),
    constraint ck_policy_offer_seconds check (offer_seconds between 1 and 600)
);

-- A waiting conversation proposed to an agent. While it is open the agent's load counts it, so that
-- ck_agent_load_within_capacity binds offers like assignments. An accepted offer becomes the assignment of the same id.
create table offer (
    id              uuid        not null,
    company_id      uuid        not null,
    conversation_id uuid        not null,
    agent_id        uuid        not null,
    department_id   uuid,
    state           text        not null default 'made',
    made_at         timestamptz not null default clock_timestamp(),
    expires_at      timestamptz not null,
    ended_at        timestamptz,
    reason          text,
    constraint pk_offer primary key (id),
    constraint ck_offer_state check (state in ('made', 'accepted', 'declined', 'expired', 'withdrawn')),
    constraint ck_offer_ended check ((state = 'made') = (ended_at is null))
);

create unique index uq_offer_conversation_id_made on offer (conversation_id) where state = 'made';
create index ix_offer_company_id_made on offer (company_id, agent_id) where state = 'made';
create index ix_offer_expires_at_made on offer (expires_at) where state = 'made';
create index ix_offer_ended_at on offer (ended_at) where ended_at is not null;

alter table work_item
    add column offered_to      uuid,                        -- whose open offer it is
    add column excluded_agents uuid[] not null default '{}', -- who let it pass, until excluded_until
    add column excluded_until  timestamptz,
    add constraint ck_work_item_offered_to check (offered_to is null or state = 'queued');

create index ix_work_item_excluded on work_item (company_id, rank_key, conversation_id)
    where state = 'queued' and excluded_until is not null;
create index ix_work_item_open on work_item (company_id, department_id) where state in ('queued', 'assigned');

alter table assignment
    drop constraint ck_assignment_kind,
    add constraint ck_assignment_kind check (kind in ('automatic', 'manual', 'claim', 'transfer', 'adopted'));

create index ix_assignment_company_id_assigned_at on assignment (company_id, assigned_at);
create index ix_assignment_ended_at on assignment (ended_at) where ended_at is not null;
create index ix_decision_decided_at on decision (decided_at);

alter table policy enable row level security;
alter table offer enable row level security;

create policy company on policy
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
create policy company on offer
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
