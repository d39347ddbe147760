package dev.sapa.gateway.livechat.surface;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The paths of the dialect, and which of them are other names of the same. */
class Surface {

    private static final String CHAT = "/api/chat/";
    private static final List<String> OTHER_NAMES = List.of("/api/v1/oss-chat/", "/api/chat-management/");

    /** Also what is at none of its paths: a client that mistyped one of them reads the same fields. */
    private static final Pattern ALL = Pattern.compile("/api/(?!v2/).*");

    private static final Pattern OSS =
            Pattern.compile("/api/(?:chat/(?:start|contact|link-user|history|session/.*)|v1/oss-chat/.*)");

    /** Serves other names as {@code /api/chat/…}, before a resource is looked for. */
    @ServerRequestFilter(preMatching = true)
    public void rename(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        for (var name : OTHER_NAMES) {
            if (uri.getRawPath().startsWith(name)) {
                var renamed = CHAT + uri.getRawPath().substring(name.length());
                request.setRequestUri(request.getUriInfo()
                        .getRequestUriBuilder()
                        .replacePath(renamed)
                        .build());
                return;
            }
        }
    }

    static boolean covers(String path) {
        return ALL.matcher(absolute(path)).matches();
    }

    /** Whether seed 003 describes the path, so that its field names apply. */
    static boolean isOss(String path) {
        return OSS.matcher(absolute(path)).matches();
    }

    private static String absolute(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }
}
