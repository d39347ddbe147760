package dev.sapa.gateway.messagecenter.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.messagecenter.Form;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Auth-service's staff user to be, or what is to change about one; what is null is not sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewUser(
        @Nullable String name,
        @Nullable String username,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String password,
        @Nullable String role) {

    /** {@code karyawan} is the seed's own word for an agent. */
    private static final Set<String> ROLES = Set.of("admin", "agent", "karyawan");

    private static final String EMAIL = "[^\\s@]{1,64}@[^\\s@.]+(?:\\.[^\\s@.]+)+";
    private static final int PASSWORD_AT_LEAST = 6;
    private static final int PASSWORD_AT_MOST = 1024;
    private static final int LONGEST = 200;
    private static final int PHONE_AT_MOST = 50;

    /** Somebody new. */
    public static NewUser of(Form form) {
        var user = new NewUser(
                form.text("name", 1, LONGEST),
                form.text("username", 1, LONGEST),
                form.text("email", 1, LONGEST),
                form.optionalText("phone", 0, PHONE_AT_MOST),
                form.text("password", PASSWORD_AT_LEAST, PASSWORD_AT_MOST),
                role(form.requiredWord("role", ROLES)));
        return user.checked(form);
    }

    /** A change. */
    static NewUser change(Form form) {
        var user = new NewUser(
                form.optionalText("name", 1, LONGEST),
                form.optionalText("username", 1, LONGEST),
                form.optionalText("email", 1, LONGEST),
                form.optionalText("phone", 0, PHONE_AT_MOST),
                form.optionalText("password", PASSWORD_AT_LEAST, PASSWORD_AT_MOST),
                role(form.word("role", ROLES)));
        return user.checked(form);
    }

    private NewUser checked(Form form) {
        if (email != null && !email.isEmpty() && !email.matches(EMAIL)) {
            form.fault("value_error", "email", "value is not a valid email address");
        }
        form.requireValid();
        return this;
    }

    private static @Nullable String role(@Nullable String word) {
        return "karyawan".equals(word) ? "agent" : word;
    }

    /** The password must not reach a log. */
    @Override
    public String toString() {
        return "NewUser";
    }
}
