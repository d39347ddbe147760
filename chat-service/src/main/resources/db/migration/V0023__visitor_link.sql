-- Two visitors who turned out to be one person: the row stays, so that its id goes on meaning somebody. Always names a
-- visitor that is not merged itself.
alter table visitor
    add column merged_into uuid,
    add constraint fk_visitor_merged_into foreign key (merged_into) references visitor (id),
    add constraint ck_visitor_merged_into check (merged_into <> id);

create index ix_visitor_merged_into on visitor (merged_into) where merged_into is not null;
