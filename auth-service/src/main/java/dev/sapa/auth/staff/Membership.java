package dev.sapa.auth.staff;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A staff user helps in a department; position 0 is its home. */
@Entity
@Table(name = "membership")
class Membership {

    @Id
    private UUID id;

    @Column(name = "staff_id")
    private UUID staffId;

    @Column(name = "company_id")
    private UUID companyId;

    @Column(name = "department_id")
    private UUID departmentId;

    @Column(name = "position")
    private int position;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Membership() {}

    Membership(Staff staff, UUID departmentId, int position) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.staffId = staff.id();
        this.companyId = staff.companyId();
        this.departmentId = departmentId;
        this.position = position;
    }

    UUID staffId() {
        return staffId;
    }

    UUID departmentId() {
        return departmentId;
    }
}
