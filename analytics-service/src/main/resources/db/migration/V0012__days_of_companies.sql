-- Totals of hours, days, weeks and months of the company's own time zone, instead of days of UTC.
delete from rollup where daily;
alter table rollup drop constraint pk_rollup;
drop index ix_rollup_bucket;
alter table rollup drop column daily;
alter table rollup add column span smallint not null default 0;  -- 0 quarter of an hour, 1 hour, 2 day, 3 week, 4 month
alter table rollup alter column span drop default;
alter table rollup add constraint pk_rollup
    primary key (company_id, view, span, department_id, agent_id, topic, tag, bucket);
create index ix_rollup_bucket on rollup (company_id, view, span, bucket);

-- Spreads of times stay in their row as they are: fetching each from elsewhere, or unpacking it, takes longer than all the rest.
alter table rollup set (toast_tuple_target = 8160);

-- By which time zone the company's hours, days, weeks and months are kept; none: there are quarters only.
alter table progress add column time_zone text;
