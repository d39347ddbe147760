-- A bot calls with a key of its own kind: it takes part in conversations, where a portal speaks for visitors.
alter table api_key drop constraint ck_api_key_role;
alter table api_key add constraint ck_api_key_role check (role in ('portal', 'bot'));
