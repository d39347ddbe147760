package dev.sapa.auth.demo;

import dev.sapa.auth.staff.Profile;
import dev.sapa.events.StaffChanged.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who and what is in the demo; clients of the compatible systems rely on these ids, names and passwords. */
final class DemoData {

    record DemoCompany(UUID id, String slug, String name, String timeZone) {}

    record DemoDepartment(UUID id, String name) {}

    record DemoPerson(
            UUID id,
            Profile profile,
            Role role,
            String password,
            @Nullable UUID department,
            DemoCompany company) {

        DemoPerson(UUID id, Profile profile, Role role, String password, @Nullable UUID department) {
            this(id, profile, role, password, department, OSS);
        }

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "DemoPerson[" + profile.username() + "]";
        }
    }

    static final DemoCompany OSS = new DemoCompany(id(100), "oss", "OSS", "Asia/Jakarta");

    static final List<DemoCompany> COMPANIES = List.of(
            OSS,
            new DemoCompany(id(101), "companya", "CompanyA", "UTC"),
            new DemoCompany(id(102), "companyb", "CompanyB", "UTC"));

    static final List<DemoDepartment> DEPARTMENTS = List.of(
            new DemoDepartment(id(1), "Perizinan Usaha"),
            new DemoDepartment(id(2), "Investasi"),
            new DemoDepartment(id(3), "Perpajakan"),
            new DemoDepartment(id(4), "Teknis"));

    static final List<DemoPerson> PEOPLE = List.of(
            new DemoPerson(
                    id(10),
                    new Profile("admin@livechat.com", "admin.livechat", "Admin User", null),
                    Role.ADMIN,
                    "password",
                    null),
            agent(1, 1),
            agent(2, 1),
            agent(3, 2),
            agent(4, 3),
            agent(5, 4),
            new DemoPerson(
                    id(110), new Profile("admin@example.com", "admin", "Admin", null), Role.ADMIN, "admin123", null),
            new DemoPerson(
                    id(111), new Profile("agent@example.com", "agent", "Agent", null), Role.AGENT, "agent123", id(1)),
            new DemoPerson(
                    id(112),
                    new Profile("operator@example.com", "operator", "Operator", null),
                    Role.OPERATOR,
                    "operator123",
                    null),
            new DemoPerson(
                    id(120),
                    new Profile("admin@companyb.test", "admin.companyb", "Admin of Company B", null),
                    Role.ADMIN,
                    "password",
                    null,
                    COMPANIES.get(2)));

    private DemoData() {}

    private static DemoPerson agent(int number, int department) {
        var profile = new Profile("agent" + number + "@livechat.com", "agent" + number, "Agent " + number, null);
        return new DemoPerson(id(10 + number), profile, Role.AGENT, "password", id(department));
    }

    private static UUID id(int last) {
        return UUID.fromString("550e8400-e29b-41d4-a716-446655440%03d".formatted(last));
    }
}
