package dev.sapa.verify.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A TCP port on loopback that leads to a server on loopback, until a test wants otherwise: slow, silent, cut in one
 * direction, reset, in slices, narrow, or refusing. A method that changes something has done so when it returns.
 */
final class FaultProxy implements AutoCloseable {

    private static final int WAITING_CONNECTIONS = 1_024;

    private final InetSocketAddress address;
    private final InetSocketAddress target;
    private final Random random;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Set<Link> links = new LinkedHashSet<>();
    private @Nullable ServerSocketChannel door;
    private Weather weather = Weather.FAIR;
    private volatile boolean closed;

    private FaultProxy(int port, int targetPort, Random random) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        this.random = random;
        this.selector = Selector.open();
        var open = bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.door = open;
        this.address = (InetSocketAddress) open.getLocalAddress();
        this.thread = new Thread(this::run, "fault-proxy-" + address.getPort());
        thread.setDaemon(true);
    }

    /**
     * @param port   0 for any
     * @param random decides jitter and which connections are hit
     */
    static FaultProxy open(int port, int targetPort, Random random) throws IOException {
        var proxy = new FaultProxy(port, targetPort, random);
        proxy.thread.start();
        return proxy;
    }

    int port() {
        return address.getPort();
    }

    /** How many connections pass through it now. */
    int connections() {
        var count = new CompletableFuture<Integer>();
        order(() -> count.complete(links.size()));
        return count.join();
    }

    /** Does this to all bytes from now on, also of connections that exist. */
    void set(Weather next) {
        order(() -> weather = next);
    }

    /** Back to a good network; connections that were cut in one direction stay so. */
    void heal() {
        order(() -> {
            weather = Weather.FAIR;
            admit();
        });
    }

    /** Nobody listens any more, and every connection is reset: a server that is down. */
    void refuse() {
        order(() -> {
            shut();
            links.forEach(Link::reset);
        });
    }

    /** In this direction nothing arrives any more on the connections that exist; both ends believe them to be well. */
    void sever(Way way) {
        order(() -> links.forEach(link -> link.sever(way)));
    }

    /** Resets each connection with this probability. @return how many it hit */
    int reset(double probability) {
        var hit = new CompletableFuture<Integer>();
        order(() -> {
            var victims = List.copyOf(links).stream()
                    .filter(link -> random.nextDouble() < probability)
                    .toList();
            victims.forEach(Link::reset);
            hit.complete(victims.size());
        });
        return hit.join();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void order(Runnable change) {
        var done = new CompletableFuture<Void>();
        orders.add(() -> {
            try {
                change.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        selector.wakeup();
        done.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(untilNextLook());
                var changed = obey();
                var now = System.nanoTime();
                for (var key : selector.selectedKeys()) {
                    if (key.isValid() && key.isAcceptable()) {
                        accept();
                    } else if (key.attachment() instanceof Link link) {
                        link.tend(weather, now);
                    }
                }
                selector.selectedKeys().clear();
                links.stream()
                        .filter(link -> changed || link.nextLook() <= now)
                        .forEach(link -> link.tend(weather, now));
                links.removeIf(link -> !link.isOpen());
            }
            links.forEach(Link::reset);
            shut();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean obey() {
        var changed = false;
        for (var order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
            changed = true;
        }
        return changed;
    }

    /** Milliseconds for {@link Selector#select(long)}; 0 waits for as long as nothing happens. */
    private long untilNextLook() {
        var next = links.stream().mapToLong(Link::nextLook).min().orElse(Pipe.NEVER);
        if (next == Pipe.NEVER) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime()));
    }

    private void accept() throws IOException {
        var open = door;
        var client = open == null ? null : open.accept();
        if (client != null) {
            links.add(Link.open(client, target, selector, random));
        }
    }

    private void admit() {
        if (door == null) {
            try {
                door = bound(address);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void shut() {
        var open = door;
        door = null;
        if (open != null) {
            try {
                open.close();
                // A closed channel keeps its port until its key is gone.
                selector.selectNow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ServerSocketChannel bound(InetSocketAddress to) throws IOException {
        var open = ServerSocketChannel.open();
        open.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        open.bind(to, WAITING_CONNECTIONS);
        open.configureBlocking(false);
        open.register(selector, SelectionKey.OP_ACCEPT);
        return open;
    }
}
