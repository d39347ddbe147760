-- Words of a text in lower case; what stands between them, in addresses too, only separates.
create function search_words(said text) returns tsvector
    language sql immutable parallel safe
return to_tsvector('simple'::regconfig, regexp_replace(said, '[[:punct:]]', ' ', 'g'));

-- A table beside the messages, filled a moment later: an index on words would make every send dearer.
create table message_search (
    message_id      uuid     not null,
    company_id      uuid     not null,
    conversation_id uuid     not null,
    words           tsvector not null,
    constraint pk_message_search primary key (message_id),
    constraint fk_message_search_message foreign key (message_id) references message (id) on delete cascade
);

-- What waits to be merged into it is kept short, because the planner shuns an index with much of that.
create index ix_message_search_words on message_search using gin (words) with (gin_pending_list_limit = 256);
create index ix_message_search_company_id_message_id on message_search (company_id, message_id);

-- Ids of messages begin with the time: everything before up_to has been looked at. Its one row is also the lock that lets
-- one replica fill at a time.
create table search_progress (
    up_to uuid not null
);

insert into search_progress (up_to) values ('00000000-0000-0000-0000-000000000000');

alter table visitor
    add column words tsvector generated always as (search_words(
        coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(company_name, '') || ' '
        || coalesce(phone, '') || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'))) stored;

create index ix_visitor_words on visitor using gin (words);

alter table message_search enable row level security;

create policy company on message_search
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');

-- The searches run as the owner of the tables: behind a policy, PostgreSQL does not use an index for an operator such as
-- @@, which might leak what it compares. So they hold themselves to the transaction's company. "me" is null for whoever
-- sees all of the company.

-- Through the index on words alone: the planner takes the beginnings of words for frequent, and would walk through all of
-- the company's messages for a rare one.
create function find_rare_messages(
    company uuid, wanted tsquery, me uuid, helps_in uuid[], before uuid, at_most integer)
    returns table (message_id uuid, conversation_id uuid)
    language plpgsql stable security definer set search_path from current
    set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
begin
    if company::text is distinct from current_setting('sapa.company', true) then
        return;
    end if;
    return query execute '
        select s.message_id, s.conversation_id
        from message_search s join conversation c on c.id = s.conversation_id
        where s.company_id = $1 and s.words @@ $2 and ($5 is null or s.message_id < $5) and c.removed_at is null
          and ($3 is null or is_open_to(c.agent_id, c.status, c.department_id, $3, $4))
        order by s.message_id desc limit $6'
        using company, wanted, me, helps_in, before, at_most;
end
$$;

-- A frequent word is among the last few thousand messages often enough to fill a page; the index would gather it all.
create function find_messages(
    company uuid, wanted tsquery, me uuid, helps_in uuid[], before uuid, at_most integer)
    returns table (message_id uuid, conversation_id uuid)
    language plpgsql stable security definer set search_path from current as $$
declare
    found_ids uuid[];
    found_in uuid[];
begin
    if company::text is distinct from current_setting('sapa.company', true) then
        return;
    end if;
    execute '
        select array_agg(f.message_id), array_agg(f.conversation_id) from (
            select s.message_id, s.conversation_id
            from (select * from message_search l
                  where l.company_id = $1 and ($5 is null or l.message_id < $5)
                  order by l.message_id desc limit 5000) s
            join conversation c on c.id = s.conversation_id
            where s.words @@ $2 and c.removed_at is null and ($3 is null or is_open_to(c.agent_id, c.status, c.department_id, $3, $4))
            order by s.message_id desc limit $6) f'
        into found_ids, found_in
        using company, wanted, me, helps_in, before, at_most;
    if cardinality(found_ids) = at_most then
        return query select * from unnest(found_ids, found_in);
    else
        return query select * from find_rare_messages(company, wanted, me, helps_in, before, at_most);
    end if;
end
$$;

create function find_conversations(
    company uuid, wanted tsquery, called bigint, me uuid, helps_in uuid[], before timestamptz, before_id uuid,
    at_most integer)
    returns table (conversation_id uuid, started_at timestamptz)
    language plpgsql stable security definer set search_path from current as $$
begin
    if company::text is distinct from current_setting('sapa.company', true) then
        return;
    end if;
    return query execute '
        select c.id, c.started_at
        from (select by_number.* from conversation by_number where by_number.number = $3
              union
              select of_person.* from visitor v join conversation of_person on of_person.visitor_id = v.id
              where v.company_id = $1 and v.words @@ $2) c
        where c.company_id = $1 and c.removed_at is null and ($6 is null or (c.started_at, c.id) < ($6, $7))
          and ($4 is null or is_open_to(c.agent_id, c.status, c.department_id, $4, $5))
        order by c.started_at desc, c.id desc limit $8'
        using company, wanted, called, me, helps_in, before, before_id, at_most;
end
$$;
