-- Whom to ask back in one conversation; need not be who the visitor's account names.
create table conversation_contact (
    id              uuid         not null,
    company_id      uuid         not null,
    conversation_id uuid         not null,
    name            varchar(255) not null,
    email           varchar(254) not null,
    phone           varchar(40),
    position        varchar(255),
    company_name    varchar(255),
    changed_at      timestamptz  not null,
    constraint pk_conversation_contact primary key (id),
    constraint uq_conversation_contact_conversation_id unique (conversation_id),
    constraint fk_conversation_contact_conversation foreign key (conversation_id) references conversation (id)
);

alter table conversation_contact enable row level security;

create policy company on conversation_contact
    using (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*')
    with check (company_id::text = any (string_to_array((select current_setting('sapa.company', true)), ','))
           or (select current_setting('sapa.company', true)) = '*');
