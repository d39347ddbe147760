-- Who did what, when and from where. Rows are added and never changed.
create table audit_entry (
    id         uuid        not null,
    company_id uuid,                     -- null when nobody's: a log-in name that does not exist, the suite's own keys
    at         timestamptz not null,
    action     text        not null,
    actor_id   uuid,
    subject_id uuid,
    address    text,
    detail     text,
    constraint pk_audit_entry primary key (id)
);

create index ix_audit_entry_company on audit_entry (company_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();
