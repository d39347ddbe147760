package dev.sapa.chat.department;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class DepartmentRepository implements PanacheRepositoryBase<Department, UUID> {}
