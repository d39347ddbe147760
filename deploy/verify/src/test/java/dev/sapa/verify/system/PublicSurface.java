package dev.sapa.verify.system;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that can be asked of the gateway, read from the gateway itself: the table of the native routes, the resources
 * of the dialects, the frames of the sockets and the events of Socket.IO. What is added there is added here.
 */
final class PublicSurface {

    private static final Path GATEWAY =
            Path.of("../../gateway").toAbsolutePath().normalize();
    private static final Path SOURCES = GATEWAY.resolve("src/main/java/dev/sapa/gateway");
    private static final Pattern ROUTE =
            Pattern.compile("\\b(?:route|limited)\\(\\s*([A-Z]+),\\s*([A-Z]+),\\s*\"([^\"]+)\",\\s*([A-Z]+)");
    private static final Pattern ROUTES = Pattern.compile("(?m)^\\s+(?:route|limited)\\(");
    private static final Pattern PASSED_ON = Pattern.compile("\"(/[a-zA-Z0-9/-]+?)(?:/\\*)?\"");
    private static final Pattern TYPES = Pattern.compile("Set<String> types\\(\\) \\{\\s*return Set\\.of\\(([^)]*)\\)");
    private static final Pattern EVENT = Pattern.compile("name\\.equals\\(\"(\\w+)\"\\)");
    private static final Pattern SOCKET = Pattern.compile("@WebSocket\\(path = \"([^\"]+)\"");
    private static final Pattern WORD = Pattern.compile("\"(\\w+)\"");
    private static final Map<Class<? extends Annotation>, String> METHODS = Map.of(
            GET.class, "GET", POST.class, "POST", PUT.class, "PUT", PATCH.class, "PATCH", DELETE.class, "DELETE");

    private PublicSurface() {}

    /** @param template the public path, with names in braces for what varies */
    record Route(String method, String template) {

        boolean isNative() {
            return template.startsWith("/api/v2/");
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    static List<Route> routes() {
        var routes = new ArrayList<Route>(nativeRoutes());
        routes.addAll(dialectRoutes());
        return routes;
    }

    private static List<Route> nativeRoutes() {
        var table = text(SOURCES.resolve("route/RouteTable.java"));
        var routes = ROUTE.matcher(table)
                .results()
                .map(found -> new Route(
                        found.group(2), "/api/v2/" + found.group(1).toLowerCase(Locale.ROOT) + found.group(3)))
                .toList();
        if (routes.size() != ROUTES.matcher(table).results().count()) {
            throw new AssertionError("The route table has entries that this cannot read");
        }
        return routes;
    }

    private static List<Route> dialectRoutes() {
        var routes = new ArrayList<Route>();
        for (var resource : new ClassFileImporter().importPath(GATEWAY.resolve("target/classes"))) {
            if (resource.isAnnotatedWith(jakarta.ws.rs.Path.class)) {
                resource.getAllMethods().forEach(method -> addTo(routes, resource, method));
            }
        }
        if (routes.isEmpty()) {
            throw new AssertionError("The gateway is not compiled");
        }
        return routes;
    }

    private static void addTo(List<Route> routes, JavaClass resource, JavaMethod method) {
        METHODS.forEach((annotation, verb) -> {
            if (method.isAnnotatedWith(annotation)) {
                var below = method.tryGetAnnotationOfType(jakarta.ws.rs.Path.class)
                        .map(jakarta.ws.rs.Path::value)
                        .orElse("");
                var path =
                        resource.getAnnotationOfType(jakarta.ws.rs.Path.class).value()
                                + (below.isEmpty() || below.startsWith("/") ? below : "/" + below);
                routes.add(new Route(verb, path.replaceAll("//+", "/")));
            }
        });
    }

    /** Paths that the gateway passes to salesforce-bridge unread; they know no company. */
    static List<String> passedOn() {
        return PASSED_ON
                .matcher(text(SOURCES.resolve("route/StraightThrough.java")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The types of frames that a client may send. */
    static Set<String> frames() {
        var types = new TreeSet<String>();
        var handlers = 0;
        for (var source : sources("socket")) {
            if (source.contains("implements FrameHandler")) {
                handlers++;
                var declared = TYPES.matcher(source).results().toList();
                if (declared.size() != 1) {
                    throw new AssertionError("A frame handler whose types this cannot read");
                }
                types.addAll(words(declared.get(0).group(1)));
            }
        }
        if (handlers == 0) {
            throw new AssertionError("The gateway has no frame handlers any more");
        }
        return types;
    }

    /** The events that a Socket.IO client may emit. */
    static Set<String> events() {
        var events = EVENT.matcher(text(SOURCES.resolve("socketio/chat/Conduct.java")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        if (events.isEmpty()) {
            throw new AssertionError("The gateway hears no Socket.IO events any more");
        }
        return events;
    }

    /** The paths at which WebSockets are opened. */
    static Set<String> sockets() {
        return sources("socket").stream()
                .flatMap(source -> SOCKET.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(String list) {
        return WORD.matcher(list)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> sources(String feature) {
        try (var files = Files.list(SOURCES.resolve(feature))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(PublicSurface::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
