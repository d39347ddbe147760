package dev.sapa.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.local.process.Machine;
import dev.sapa.local.server.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;

/** A checkout whose services are stand-ins, and the real launcher run in it as a process. */
final class StandInCheckout {

    private static final List<String> SERVICES = List.of("auth-service", "chat-service", "routing-service", "gateway");

    final Path root;
    final int offset = freeOffset();

    StandInCheckout(Path root) throws IOException {
        this.root = root;
        for (String service : SERVICES) {
            writeJar(root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar"));
        }
    }

    /** @param settings further environment variables, name and value in turn */
    Process launch(Path output, String... settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Machine.java(), "-cp", System.getProperty("java.class.path"), Launcher.class.getName())
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SAPA_") || name.startsWith("DB_"));
        environment.put("SAPA_PORT_OFFSET", Integer.toString(offset));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return builder.start();
    }

    Path data() {
        return root.resolve("deploy/local/data");
    }

    /** From processes.json: pid by name. */
    Map<String, Long> processes() throws IOException {
        JsonNode content =
                new ObjectMapper().readTree(data().resolve("processes.json").toFile());
        Map<String, Long> pids = new LinkedHashMap<>();
        for (JsonNode process : content.get("processes")) {
            pids.put(process.get("name").asText(), process.get("pid").asLong());
        }
        return pids;
    }

    /** What the stand-in on that port shows of its environment. */
    String environmentBehind(int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + (port + offset) + "/");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int freeOffset() {
        int offset;
        List<Integer> ports = new ArrayList<>(List.of(5001, 8000, 15432, 16379, 19092, 19093));
        IntStream.rangeClosed(8080, 8185).forEach(ports::add);
        do {
            offset = ThreadLocalRandom.current().nextInt(1_000, 12_000);
        } while (!allFree(ports, offset));
        return offset;
    }

    private static boolean allFree(List<Integer> ports, int offset) {
        return ports.stream().allMatch(port -> Ports.isFree(port + offset));
    }

    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        Files.createDirectories(jar.getParent());
        String name = StandInService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream type = StandInService.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            type.transferTo(out);
        }
    }
}
