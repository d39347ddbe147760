package dev.sapa.chat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands for ClamAV's daemon: reads {@code INSTREAM} to its end and finds {@value #MALWARE}. It hangs up on everybody while
 * the system property {@value #AWAY} is set.
 */
public class ClamdStub implements QuarkusTestResourceLifecycleManager {

    /** What it takes for malware. */
    public static final String MALWARE = "MALWARE-OF-TESTS";
    /** Property that makes it unusable. */
    public static final String AWAY = "dev.sapa.chat.test.clamd-away";

    private @Nullable ServerSocket server;

    @Override
    public Map<String, String> start() {
        try {
            var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server = socket;
            var thread = new Thread(() -> accept(socket), "clamd");
            thread.setDaemon(true);
            thread.start();
            return Map.of("sapa.file.scanner-url", "clamd://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                var thread = new Thread(() -> serve(socket), "clamd session");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            if (System.getProperty(AWAY) == null) {
                var found = scan(new DataInputStream(socket.getInputStream()));
                var answer = found ? "stream: Test.Malware FOUND\0" : "stream: OK\0";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException hungUp) {
            // The client gave up; that is its right.
        }
    }

    /** Looks at the last two pieces together only, so that a large file is no burden for the tests. */
    private static boolean scan(DataInputStream in) throws IOException {
        var command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        var found = !command.equals("zINSTREAM\0");
        var seen = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            seen.write(in.readNBytes(length));
            var text = seen.toString(StandardCharsets.ISO_8859_1);
            found |= text.contains(MALWARE);
            seen.reset();
            seen.write(text.substring(Math.max(0, text.length() - MALWARE.length()))
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        return found;
    }
}
