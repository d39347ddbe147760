package dev.sapa.local.launch;

import dev.sapa.local.process.Machine;
import dev.sapa.local.process.Program;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One packaged service in a JVM of its own.
 *
 * @param data the run's data directory, named in the command line so that leftovers are recognised
 * @param managementPort where it answers {@code /q/health/ready}
 * @param javaOptions further options
 */
record ServiceProgram(
        String name,
        Path jar,
        Path data,
        int heapMegabytes,
        boolean hot,
        int port,
        int managementPort,
        List<String> javaOptions,
        Map<String, String> environment,
        Path log)
        implements Program {

    private static final int PROBE_MILLIS = 2000;

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Machine.java(),
                "-Dsapa.directory=" + data,
                "-Xms32m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        if (!hot) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    @Override
    public boolean isReady(long pid) {
        try {
            URL health = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready")
                    .toURL();
            HttpURLConnection connection = (HttpURLConnection) health.openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
