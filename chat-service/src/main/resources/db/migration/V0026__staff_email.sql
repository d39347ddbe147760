alter table staff add column email text;   -- null until auth-service says it again
