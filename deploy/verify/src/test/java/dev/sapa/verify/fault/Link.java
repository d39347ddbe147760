package dev.sapa.verify.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Random;

/** One proxied connection: a client's end, a server's end, and a pipe in each direction. For the proxy's thread only. */
final class Link {

    private final SocketChannel client;
    private final SocketChannel server;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;
    private final Pipe toServer;
    private final Pipe toClient;
    private boolean connected;
    private long nextLook = Pipe.NEVER;

    private Link(SocketChannel client, SocketChannel server, Selector selector, Random random) throws IOException {
        this.client = client;
        this.server = server;
        this.toServer = new Pipe(Way.TO_SERVER, client, server, random);
        this.toClient = new Pipe(Way.TO_CLIENT, server, client, random);
        this.clientKey = client.register(selector, 0, this);
        this.serverKey = server.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Begins to connect to the server. */
    static Link open(SocketChannel client, SocketAddress target, Selector selector, Random random) throws IOException {
        var server = SocketChannel.open();
        for (var end : new SocketChannel[] {client, server}) {
            end.configureBlocking(false);
            end.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        var link = new Link(client, server, selector, random);
        try {
            link.connected = server.connect(target);
        } catch (IOException e) {
            link.reset();
        }
        return link;
    }

    /** When it has to be looked at again though nothing came, in monotonic nanoseconds. */
    long nextLook() {
        return nextLook;
    }

    boolean isOpen() {
        return client.isOpen();
    }

    /** Moves what can be moved; what breaks at one end is a reset at the other. */
    void tend(Weather weather, long now) {
        if (!isOpen()) {
            return;
        }
        try {
            connected = connected || server.finishConnect();
            if (!connected) {
                return;
            }
            nextLook = Math.min(toServer.pump(weather, now), toClient.pump(weather, now));
            if (toServer.isFinished() && toClient.isFinished()) {
                close();
            } else {
                clientKey.interestOps(interest(toServer, toClient, weather));
                serverKey.interestOps(interest(toClient, toServer, weather));
            }
        } catch (IOException e) {
            reset();
        }
    }

    void sever(Way way) {
        (way == Way.TO_SERVER ? toServer : toClient).sever();
    }

    /** Both ends see "connection reset", as from a router that has lost its tables. */
    void reset() {
        try {
            for (var end : new SocketChannel[] {client, server}) {
                if (end.isConnected()) {
                    end.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            }
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() throws IOException {
        nextLook = Pipe.NEVER;
        client.close();
        server.close();
    }

    private static int interest(Pipe out, Pipe in, Weather weather) {
        return (out.wantsToRead(weather) ? SelectionKey.OP_READ : 0) | (in.wantsToWrite() ? SelectionKey.OP_WRITE : 0);
    }
}
