package dev.sapa.chat.staff;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class StaffRepository implements PanacheRepositoryBase<Staff, UUID> {}
