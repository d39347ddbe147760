-- What a bot found out is wished of who answers; JSON object, null for nothing.
alter table conversation add column attributes text;
