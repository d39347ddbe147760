package dev.sapa.chat.department;

import dev.sapa.events.Desk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** At which desks departments have their conversations answered. */
@ApplicationScoped
public class DepartmentDesks {

    private final DepartmentRepository departments;

    DepartmentDesks(DepartmentRepository departments) {
        this.departments = departments;
    }

    /** In the caller's transaction; ours for a department that is not known yet, and for none. */
    public Uni<Desk> of(@Nullable UUID department) {
        return department == null
                ? Uni.createFrom().item(Desk.SAPA)
                : departments.findById(department).map(found -> found == null ? Desk.SAPA : found.desk());
    }
}
