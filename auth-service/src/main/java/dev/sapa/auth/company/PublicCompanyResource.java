package dev.sapa.auth.company;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a widget must know of a company before anybody has signed in. */
@Path("/companies/{slug}/public")
@PermitAll
class PublicCompanyResource {

    private static final String CACHING = "public, max-age=60";

    private final CompanyService companies;

    PublicCompanyResource(CompanyService companies) {
        this.companies = companies;
    }

    /** 304 for whoever has it already; 404 also while the company is suspended. */
    @GET
    public Uni<RestResponse<PublicCompanyView>> get(
            @RestPath String slug, @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return companies.published(slug).map(company -> {
            var tag = "\"%d\"".formatted(company.version());
            var answer = tag.equals(known)
                    ? RestResponse.ResponseBuilder.<PublicCompanyView>notModified()
                    : RestResponse.ResponseBuilder.ok(company);
            return answer.header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.CACHE_CONTROL, CACHING)
                    .build();
        });
    }
}
