-- What is wished of who answers, and what agents offer: words in small letters.
alter table work_item add column attributes jsonb not null default '{}';

alter table agent
    add column languages text[] not null default '{}',
    add column skills    text[] not null default '{}';
