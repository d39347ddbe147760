-- How a company presents itself to its visitors, and how long it keeps what they say.
alter table company
    add column languages      text not null default 'id,en',   -- as in BCP 47, the preferred one first, with commas
    add column retention_days integer,                         -- null: for ever
    add column brand_name     text,
    add column brand_color    text,
    add column brand_logo_url text,
    add column brand_greeting text,
    add constraint ck_company_retention_days check (retention_days > 0),
    add constraint ck_company_brand_color check (brand_color ~ '^#[0-9a-f]{6}$');
