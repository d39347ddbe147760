import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A socket on the command line: sends each line of standard input as one frame and prints each frame that comes.
 * {@code java Socket.java ws://localhost:8080/ws/chat [access token]} ends two seconds after the last frame in either
 * direction once the input has ended.
 */
public class Socket {

    private static final long QUIET_MS = 2_000;

    public static void main(String[] args) throws IOException, InterruptedException {
        AtomicLong lastFrame = new AtomicLong(System.currentTimeMillis());
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (args.length > 1) {
            builder.header("Authorization", "Bearer " + args[1]);
        }
        WebSocket socket = builder.buildAsync(URI.create(args[0]), new Printer(lastFrame)).join();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                socket.sendText(line, true).join();
                lastFrame.set(System.currentTimeMillis());
            }
        }
        while (System.currentTimeMillis() - lastFrame.get() < QUIET_MS && !socket.isInputClosed()) {
            Thread.sleep(50);
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        System.exit(0);
    }

    private static final class Printer implements WebSocket.Listener {

        private final AtomicLong lastFrame;
        private final StringBuilder frame = new StringBuilder();

        private Printer(AtomicLong lastFrame) {
            this.lastFrame = lastFrame;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            frame.append(part);
            if (last) {
                System.out.println(frame);
                frame.setLength(0);
                lastFrame.set(System.currentTimeMillis());
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            System.out.println("closed by the server: " + code + " " + reason);
            return null;
        }
    }
}
