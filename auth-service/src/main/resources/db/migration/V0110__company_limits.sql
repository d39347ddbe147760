-- How much a company may use; null is what the installation gives everybody.
alter table company
    add column messages_per_minute integer,
    add column open_conversations  integer,
    add column seats               integer,
    add column upload_mb_per_day   integer,
    add constraint ck_company_limits
        check (messages_per_minute > 0 and open_conversations > 0 and seats > 0 and upload_mb_per_day > 0);
