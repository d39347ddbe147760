-- The second line of defence: what a transaction did not declare in sapa.company it cannot see or write.
do $$
declare
    guarded record;
begin
    for guarded in
        select * from (values
            ('company', 'id'),
            ('company_host', 'company_id'),
            ('department', 'company_id'),
            ('staff', 'company_id'),
            ('membership', 'company_id'),
            ('api_key', 'company_id'),
            ('login_session', 'company_id'),
            ('refresh_token', 'company_id'),
            ('audit_entry', 'company_id')) as tables (name, key)
    loop
        execute format('alter table %I enable row level security', guarded.name);
        execute format(
            'create policy company on %I using (%I::text = any(string_to_array(current_setting(''sapa.company'', true), '','')) '
                || 'or current_setting(''sapa.company'', true) = ''*'')',
            guarded.name, guarded.key);
    end loop;
end
$$;
