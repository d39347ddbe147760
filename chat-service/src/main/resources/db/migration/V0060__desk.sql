-- Where a conversation is answered: here, or in another system by way of a bridge.
alter table department add column desk text not null default 'sapa';

alter table conversation
    add column desk         text    not null default 'sapa',
    add column desk_agent   text,                             -- the name of who answers it there
    add column desk_refused boolean not null default false,   -- taken from there: its department does not draw it again
    add constraint ck_conversation_desk check (desk in ('sapa', 'salesforce')),
    add constraint ck_conversation_desk_agent check (desk <> 'sapa' or desk_agent is null),
    add constraint ck_conversation_one_desk check (desk = 'sapa' or agent_id is null);
