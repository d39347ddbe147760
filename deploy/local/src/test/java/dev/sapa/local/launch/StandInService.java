package dev.sapa.local.launch;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;

/** Stands for a packaged service: answers health, shows the environment it got, and notes when it is asked to stop. */
final class StandInService {

    private StandInService() {}

    public static void main(String[] arguments) throws IOException {
        String environment = new TreeMap<>(System.getenv()).toString();
        serve("SAPA_PORT", environment);
        serve("SAPA_MANAGEMENT_PORT", "UP");
        Runtime.getRuntime().addShutdownHook(new Thread(StandInService::noteStop));
    }

    private static void serve(String portSetting, String answer) throws IOException {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        HttpHandler handler = exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv(portSetting))),
                0);
        server.createContext("/", handler);
        server.start();
    }

    private static void noteStop() {
        try {
            Files.writeString(
                    Path.of(System.getProperty("sapa.directory"), "stopped"),
                    System.getenv("SAPA_INSTANCE") + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
