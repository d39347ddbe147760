-- S3-11: the tables of the licensing portal's own reports, for reading. A view reads as whoever asks, so that the policies
-- of the tables below it hold. Nothing is ever deleted: deleted_at is always null.

create view chat_users with (security_invoker = true) as
select v.id,
       case when v.browser_uuid ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then v.browser_uuid::uuid end as browser_uuid,
       v.oss_user_id::varchar(255)                as oss_user_id,
       v.email::varchar(255)                      as email,
       v.oss_user_id is null                      as is_anonymous,
       coalesce(last.ip_address, '')::varchar(45) as ip_address,
       last.user_agent,
       v.created_at,
       coalesce(last.started_at, v.created_at)    as updated_at,
       null::timestamptz                          as deleted_at
from visitor v
left join lateral (
    select c.ip_address, c.user_agent, c.started_at
    from conversation c
    where c.visitor_id = v.id
    order by c.started_at desc, c.id desc
    limit 1
) last on true;

create view chat_sessions with (security_invoker = true) as
select c.id,
       c.visitor_id              as chat_user_id,
       c.agent_id,
       c.department_id,
       c.topic,
       c.status::varchar(50)     as status,
       c.priority::varchar(50)   as priority,
       c.started_at,
       c.ended_at,
       c.started_at              as created_at,
       greatest(c.started_at, c.ended_at, m.posted_at) as updated_at,
       null::timestamptz         as deleted_at
from conversation c
left join message m on m.conversation_id = c.id and m.seq = c.last_seq;

create view chat_session_contacts with (security_invoker = true) as
select t.id,
       t.conversation_id         as session_id,
       t.name                    as contact_name,
       t.email::varchar(255)     as contact_email,
       t.phone::varchar(50)      as contact_phone,
       t.position,
       t.company_name,
       t.changed_at              as created_at,
       t.changed_at              as updated_at,
       null::timestamptz         as deleted_at
from conversation_contact t;
