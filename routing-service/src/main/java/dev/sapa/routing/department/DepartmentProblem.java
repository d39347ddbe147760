package dev.sapa.routing.department;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with a request about a department, as RFC 9457 problem types. */
public final class DepartmentProblem {

    private DepartmentProblem() {}

    /** Also the answer for another company's department and for one that was closed down. */
    public static HttpProblem notFound() {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:department-not-found"))
                .withTitle("No such department")
                .withStatus(Status.NOT_FOUND)
                .with("code", "department-not-found")
                .build();
    }
}
