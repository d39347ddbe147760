-- How far a side of a conversation was served whose clients cannot say it themselves. No foreign key: the check would
-- lock the conversation's row, which every message needs.
create table serving_position (
    company_id      uuid   not null,
    conversation_id uuid   not null,
    side            text   not null,
    seq             bigint not null,
    constraint pk_serving_position primary key (conversation_id, side),
    constraint ck_serving_position_side check (side in ('visitor', 'staff'))
) with (fillfactor = 80);

create index ix_visitor_identity_company_id_value on visitor_identity (company_id, value);

alter table serving_position enable row level security;

create policy company on serving_position
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
