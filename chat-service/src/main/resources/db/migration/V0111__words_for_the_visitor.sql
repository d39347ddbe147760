-- What of a line of the suite's own is meant for the visitor, and goes out where a provider carries the conversation.
alter table message add column outside text;
