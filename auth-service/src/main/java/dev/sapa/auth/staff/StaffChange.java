package dev.sapa.auth.staff;

import dev.sapa.events.StaffChanged.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be different about a staff user; null leaves what is there. */
record StaffChange(
        @Nullable String email,
        @Nullable String username,
        @Nullable String name,
        @Nullable String phone,
        @Nullable Role role,
        @Nullable Boolean active,
        @Nullable List<UUID> departmentIds) {}
