-- What routing must know of companies and departments; auth-service owns them.
create table company (
    company_id uuid    not null,
    version    bigint  not null,
    active     boolean not null,
    constraint pk_company primary key (company_id)
);

create table department (
    department_id uuid    not null,
    company_id    uuid    not null,
    version       bigint  not null,
    name          text    not null,
    active        boolean not null,
    constraint pk_department primary key (department_id)
);

-- Staff users as agents: who they are (from auth-service), what they declared, what they carry.
create table agent (
    agent_id            uuid        not null,
    company_id          uuid        not null,
    staff_version       bigint      not null,           -- 0: known from a token only
    number              bigint      not null,
    name                text        not null,
    role                text        not null,
    active              boolean     not null,
    department_ids      uuid[]      not null,           -- the first one is its home
    capacity            integer     not null,
    load                integer     not null default 0, -- open assignments
    forced_over         integer     not null default 0, -- how far a person's hand put the load above the capacity
    declared            text        not null default 'offline',
    live                boolean     not null default false,
    heartbeat_at        timestamptz,
    lost_at             timestamptz,                    -- since when no longer live; null while live or never live
    idle_since          timestamptz not null default clock_timestamp(),
    presence_version    bigint      not null default 0,
    presence_changed_at timestamptz not null default clock_timestamp(),
    constraint pk_agent primary key (agent_id),
    constraint ck_agent_role check (role in ('operator', 'admin', 'supervisor', 'agent')),
    constraint ck_agent_declared check (declared in ('online', 'busy', 'away', 'offline')),
    constraint ck_agent_load_counted check (load >= 0 and capacity >= 0),
    -- Automatic assignment changes the load alone, so it cannot commit above the capacity.
    constraint ck_agent_load_within_capacity check (forced_over = greatest(load - capacity, 0))
);

create index ix_agent_company_id on agent (company_id);
create index ix_agent_available on agent (company_id) where active and live and declared = 'online';
create index ix_agent_carrying on agent (agent_id) where load > 0 and (not live or not active);

-- Open sockets that vouch for an agent. In PostgreSQL, so that losing Redis changes nobody's presence.
create table presence_session (
    socket_id text        not null,
    company_id uuid       not null,
    agent_id  uuid        not null,
    gateway   text        not null,
    opened_at timestamptz not null default clock_timestamp(),
    last_beat timestamptz not null default clock_timestamp(),
    constraint pk_presence_session primary key (socket_id)
);

create index ix_presence_session_agent_id on presence_session (agent_id);
create index ix_presence_session_last_beat on presence_session (last_beat);

alter table company enable row level security;
alter table department enable row level security;
alter table agent enable row level security;
alter table presence_session enable row level security;

create policy company on company
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
create policy company on department
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
create policy company on agent
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
create policy company on presence_session
    using (company_id::text = any (string_to_array(current_setting('sapa.company', true), ','))
           or current_setting('sapa.company', true) = '*');
