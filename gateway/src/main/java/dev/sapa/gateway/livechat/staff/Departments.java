package dev.sapa.gateway.livechat.staff;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.CursorPages;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Listing;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The company's departments, kept by auth-service, which never forgets one: deleting closes it for good. */
@ApplicationScoped
class Departments {

    private static final String PATH = "/departments";
    private static final Attempt WRITE = Attempt.failingWith("Failed to save department")
            .saying("department-name-taken", 409, "department with this name already exists")
            .saying("department-not-found", 404, "Department not found", "department does not exist");
    private static final Attempt READ = Attempt.failingWith("Failed to get departments");

    private final NativeCalls services;
    private final CursorPages pages;

    Departments(NativeCalls services, CursorPages pages) {
        this.services = services;
        this.pages = pages;
    }

    /** Those in use. */
    Uni<Envelope<List<DepartmentItem>>> list(Staff asker, RoutingContext http) {
        return all(asker, http)
                .map(all -> all.stream().filter(DepartmentItem::active).toList())
                .map(used -> Envelope.of("Departments retrieved successfully", used));
    }

    /** Also one that is no longer in use: old sessions name it. */
    Uni<Envelope<DepartmentItem>> find(Staff asker, UUID id, RoutingContext http) {
        return all(asker, http)
                .map(all -> all.stream()
                        .filter(department -> id.equals(department.id()))
                        .findFirst()
                        .orElseThrow(() -> LivechatProblem.of(
                                        "department-not-found",
                                        404,
                                        "Department not found",
                                        "department does not exist")
                                .build()))
                .map(found -> Envelope.of("Department retrieved successfully", found));
    }

    Uni<Envelope<DepartmentItem>> create(Staff admin, @Nullable DepartmentRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("name");
        }
        return write(
                admin, Call.post(Service.AUTH, PATH).json(request.create()), "Department created successfully", http);
    }

    Uni<Envelope<DepartmentItem>> change(
            Staff admin, UUID id, @Nullable DepartmentRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("name");
        }
        return write(admin, patch(id, request.change()), "Department updated successfully", http);
    }

    Uni<Envelope<DepartmentItem>> delete(Staff admin, UUID id, RoutingContext http) {
        var change = new DepartmentRequest.Change(null, false, null);
        return write(admin, patch(id, change), "Department deleted successfully", http);
    }

    private static Call patch(UUID id, DepartmentRequest.Change change) {
        return Call.patch(Service.AUTH, PATH + "/" + id).json(change);
    }

    private Uni<Envelope<DepartmentItem>> write(Staff admin, Call call, String message, RoutingContext http) {
        return services.answer(admin, call, WRITE, http)
                .map(department -> Envelope.of(message, DepartmentItem.of(department)));
    }

    private Uni<List<DepartmentItem>> all(Staff asker, RoutingContext http) {
        return pages.all(asker, Listing.of(Service.AUTH, PATH, DepartmentItem::of, READ), http);
    }
}
