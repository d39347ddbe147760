-- Where the department's conversations are answered.
alter table department
    add column desk text not null default 'sapa',
    add constraint ck_department_desk check (desk in ('sapa', 'salesforce'));
