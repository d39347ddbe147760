package dev.sapa.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpLineTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void answers_with_a_length_and_in_chunks_are_told_apart_from_each_other() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var loop = new Loop()) {
            HttpLine.open(loop, URI.create("http://127.0.0.1:" + server.getLocalPort()), ear());
            try (var socket = server.accept()) {
                var out = socket.getOutputStream();
                for (var part : new String[] {
                    "HTTP/1.1 200 OK\r\nContent-",
                    "Length: 5\r\n\r\nhel",
                    "lo",
                    "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                    "0\r\n\r\n"
                }) {
                    out.write(part.getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }

                assertThat(next()).isEqualTo("free");
                assertThat(next()).isEqualTo("200 5");
                assertThat(next()).isEqualTo("free");
                assertThat(next()).startsWith("404 ");
                assertThat(next()).isEqualTo("free");
            }
            assertThat(next()).startsWith("closed");
        }
    }

    private HttpLine.Listener ear() {
        return new HttpLine.Listener() {
            @Override
            public void free() {
                heard.add("free");
            }

            @Override
            public void answered(int status, int bytes) {
                heard.add(status + " " + bytes);
            }

            @Override
            public void closed(String why) {
                heard.add("closed " + why);
            }
        };
    }

    private String next() throws InterruptedException, IOException {
        return String.valueOf(heard.poll(5, TimeUnit.SECONDS));
    }
}
