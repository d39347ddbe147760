-- S4-18: the dashboard's tables, for reading, as those of the licensing portal are. Whoever is assigned goes by the id that
-- everything here has. A chat that was deleted is gone with its messages.

create view chats with (security_invoker = true) as
select c.number                                           as id,
       coalesce(v.name, '')::varchar                      as customer_name,
       v.phone::varchar                                   as customer_phone,
       v.email::varchar                                   as customer_email,
       v.address::varchar                                 as customer_address,
       c.channel,
       case when c.status = 'closed' then 'closed'
            when c.responder = 'none' then 'paused'
            else c.responder end                          as mode,
       c.visitor_online                                   as online,
       c.staff_unread                                     as unread_count,
       c.agent_id                                         as assigned_agent_id,
       m.posted_at                                        as last_message_at,
       c.started_at                                       as created_at,
       greatest(c.started_at, c.ended_at, m.posted_at)    as updated_at
from conversation c
join visitor v on v.id = c.visitor_id
left join message m on m.conversation_id = c.id and m.seq = c.last_seq
where c.removed_at is null;

create view messages with (security_invoker = true) as
select m.number                                           as id,
       c.number                                           as chat_id,
       m.body                                             as text,
       case m.author when 'visitor' then 'customer' else 'agent' end as sender,
       case when m.author = 'visitor' and m.seq <= c.staff_read_seq
              or m.author <> 'visitor' and m.seq <= c.visitor_read_seq
            then 'read' else 'sent' end                   as status,
       case m.author when 'agent' then m.author_id end    as agent_id,
       m.posted_at                                        as created_at
from message m
join conversation c on c.id = m.conversation_id
where c.removed_at is null and m.deleted_at is null;
