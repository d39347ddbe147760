-- Which conversations a staff user who oversees nothing is shown: those it has, and those that wait where it helps. Small
-- enough that the planner puts it into the statement.
create function is_open_to(agent uuid, status text, department uuid, me uuid, helps_in uuid[]) returns boolean
    language sql immutable parallel safe
return agent = me or (status = 'waiting' and (department is null or department = any (helps_in)));

-- A message changes neither column, so that it goes on updating its row in place.
create index ix_conversation_company_id_ended_at on conversation (company_id, ended_at, id) where status = 'closed';
