-- For who asks which log-ins ended lately.
create index ix_login_session_ended_at on login_session (ended_at, id) where ended_at is not null;
