package dev.sapa.local.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A TCP port that leads to another one on loopback, byte by byte. The seeds' own commands name ports 5001 and 8000.
 * Two threads per connection: meant for trying things out, not for load.
 */
final class PortForward implements AutoCloseable {

    private final ServerSocket door;
    private final int target;

    /** @throws IOException when the port is taken */
    PortForward(String host, int port, int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(host, port));
        begin("forward-" + port, this::acceptAll);
    }

    /** Connections that are open stay open until one of their ends closes. */
    @Override
    public void close() throws IOException {
        door.close();
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                begin("forward-in", () -> connect(client));
            } catch (IOException e) {
                // Closed, which the loop sees, or one connection that failed before it began.
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread answers = begin("forward-out", () -> copy(server, client));
            copy(client, server);
            answers.join();
        } catch (IOException e) {
            // The gateway is away: the client sees its connection close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the source ends its side, which is passed on; a broken connection ends both. */
    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closing is all that is left to do with it.
        }
    }

    private static Thread begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
