-- How much a company may use; null is what the installation gives everybody.
alter table company
    add column messages_per_minute integer,
    add column open_conversations  integer,
    add column upload_mb_per_day   integer;

create index ix_stored_file_company_id_completed_at on stored_file (company_id, completed_at)
    where completed_at is not null;
