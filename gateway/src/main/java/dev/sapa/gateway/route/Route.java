package dev.sapa.gateway.route;

import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.upstream.Service;
import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route of a service that is open to the outside.
 *
 * @param template the path at the service; {@code {id}} stands for one segment
 * @param limit    what is counted, if anything: by conversation where the path has one, else, and for uploads, by client
 *                 address
 */
record Route(
        Service service,
        HttpMethod method,
        String template,
        Access access,
        @Nullable Limit limit,
        Pattern pattern) {

    static Route of(Service service, HttpMethod method, String template, Access access, @Nullable Limit limit) {
        var pattern = Pattern.compile(Pattern.quote(template).replace("{id}", "\\E([A-Za-z0-9._~-]+)\\Q"));
        return new Route(service, method, template, access, limit, pattern);
    }

    boolean isUpload() {
        return limit == Limit.UPLOAD;
    }

    /** A {@code HEAD} goes where a {@code GET} does. */
    boolean matches(Service asked, HttpMethod with, String path) {
        var as = with.equals(HttpMethod.HEAD) ? HttpMethod.GET : with;
        return service == asked && method.equals(as) && pattern.matcher(path).matches();
    }
}
