package dev.sapa.auth.staff;

import dev.sapa.events.StaffChanged.Role;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which people are looked for; what is null does not matter.
 *
 * @param companyId    whose
 * @param departmentId who helps there, be it their home or not
 * @param number       who has this number
 * @param text         stands in the name, the e-mail address or the user name, in any case
 */
record StaffFilter(
        UUID companyId,
        @Nullable Role role,
        @Nullable UUID departmentId,
        @Nullable Boolean active,
        @Nullable String text,
        @Nullable Long number) {

    /** The condition, with named parameters. */
    String condition() {
        var condition = new StringBuilder("companyId = :companyId");
        if (role != null) {
            condition.append(" and role = :role");
        }
        if (departmentId != null) {
            condition.append(" and id in (select m.staffId from Membership m where m.departmentId = :departmentId)");
        }
        if (active != null) {
            condition.append(" and active = :active");
        }
        if (text != null && !text.isBlank()) {
            condition.append(" and (lower(name) like :text escape '!' or lower(email) like :text escape '!'"
                    + " or lower(username) like :text escape '!')");
        }
        if (number != null) {
            condition.append(" and number = :number");
        }
        return condition.toString();
    }

    /** A value for each parameter of {@link #condition}. */
    Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        parameters.put("companyId", companyId);
        if (role != null) {
            parameters.put("role", role);
        }
        if (departmentId != null) {
            parameters.put("departmentId", departmentId);
        }
        if (active != null) {
            parameters.put("active", active);
        }
        if (text != null && !text.isBlank()) {
            parameters.put("text", "%" + literally(text.strip().toLowerCase(Locale.ROOT)) + "%");
        }
        if (number != null) {
            parameters.put("number", number);
        }
        return parameters;
    }

    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
