package dev.sapa.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {

    private final Loop loop = new Loop();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private WebSocket client;
    private Socket socket;
    private DataInputStream in;
    private OutputStream out;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var uri = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws?a=b");
        client = WebSocket.open(loop, new InetSocketAddress("127.0.0.9", 0), uri, Map.of("X-Sent", "yes"), ear());
        socket = server.accept();
        socket.setSoTimeout(5000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
        loop.close();
    }

    @Test
    void frames_cut_anywhere_arrive_whole_and_in_order() throws Exception {
        accept();
        var texts = new String[] {"short", "é".repeat(100), "x".repeat(70_000)};
        for (var text : texts) {
            for (var part : slices(frame(0x81, text.getBytes(StandardCharsets.UTF_8)), 1 + text.length() / 7)) {
                out.write(part);
                out.flush();
            }
        }

        for (var text : texts) {
            assertThat(next()).isEqualTo(text);
        }
    }

    @Test
    void fragments_are_put_together_also_with_a_ping_between() throws Exception {
        accept();
        out.write(frame(0x01, "one ".getBytes(StandardCharsets.UTF_8)));
        out.write(frame(0x89, "are you there".getBytes(StandardCharsets.UTF_8)));
        out.write(frame(0x80, "message".getBytes(StandardCharsets.UTF_8)));

        assertThat(next()).isEqualTo("one message");
        assertThat(received(0x8a)).isEqualTo("are you there");
    }

    @Test
    void what_is_sent_is_masked_and_of_any_size() throws Exception {
        accept();
        client.send("y".repeat(70_000));

        assertThat(received(0x81)).hasSize(70_000);
    }

    @Test
    void the_close_code_is_told() throws Exception {
        accept();
        out.write(frame(0x88, new byte[] {0x11, 0x3d, 'n', 'o'}));

        assertThat(next()).isEqualTo("closed 4413 no");
    }

    @Test
    void a_refused_handshake_is_told() throws Exception {
        head();
        out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(next()).isEqualTo("closed 1006 HTTP/1.1 403 Forbidden");
    }

    private WebSocket.Listener ear() {
        return new WebSocket.Listener() {
            @Override
            public void opened() {
                heard.add("opened");
            }

            @Override
            public void text(byte[] bytes, int from, int length) {
                heard.add(new String(bytes, from, length, StandardCharsets.UTF_8));
            }

            @Override
            public void closed(int code, String reason) {
                heard.add("closed " + code + " " + reason);
            }
        };
    }

    private void accept() throws Exception {
        assertThat(head()).startsWith("GET /ws?a=b HTTP/1.1").contains("X-Sent: yes");
        out.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(next()).isEqualTo("opened");
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private String received(int firstByte) throws IOException {
        assertThat(in.readUnsignedByte()).isEqualTo(firstByte);
        var second = in.readUnsignedByte();
        assertThat(second & 0x80).isEqualTo(0x80);
        var length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        in.readInt();
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(5, TimeUnit.SECONDS));
    }

    private static byte[] frame(int first, byte[] payload) {
        var head = payload.length < 126 ? 2 : payload.length <= 0xffff ? 4 : 10;
        var frame = ByteBuffer.allocate(head + payload.length).put((byte) first);
        if (head == 2) {
            frame.put((byte) payload.length);
        } else if (head == 4) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        return frame.put(payload).array();
    }

    private static Iterable<byte[]> slices(byte[] bytes, int size) {
        var slices = new ArrayList<byte[]>();
        for (var from = 0; from < bytes.length; from += size) {
            slices.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
        }
        return slices;
    }
}
