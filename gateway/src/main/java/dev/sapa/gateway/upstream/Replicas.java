package dev.sapa.gateway.upstream;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The replicas of one service, in turn; one that refused a connection comes last for a while. */
final class Replicas {

    /** One replica: where it listens. */
    static final class Replica {
        final String host;
        final int port;
        final boolean tls;
        private final AtomicLong avoidedUntil = new AtomicLong(Long.MIN_VALUE);

        private Replica(URI url) {
            tls = "https".equals(url.getScheme());
            host = url.getHost();
            port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        }
    }

    private final List<Replica> replicas;
    private final long avoidNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();

    Replicas(List<URI> urls, long avoidNanos, LongSupplier nanoTime) {
        this.replicas = urls.stream().map(Replica::new).toList();
        this.avoidNanos = avoidNanos;
        this.nanoTime = nanoTime;
    }

    /** All replicas in the order in which to try them. */
    List<Replica> inOrder() {
        if (replicas.size() == 1) {
            return replicas;
        }
        int start = Math.floorMod(turn.getAndIncrement(), replicas.size());
        long now = nanoTime.getAsLong();
        var good = new ArrayList<Replica>(replicas.size());
        var avoided = new ArrayList<Replica>(2);
        for (int i = 0; i < replicas.size(); i++) {
            var replica = replicas.get((start + i) % replicas.size());
            (replica.avoidedUntil.get() > now ? avoided : good).add(replica);
        }
        good.addAll(avoided);
        return good;
    }

    void avoid(Replica replica) {
        replica.avoidedUntil.set(nanoTime.getAsLong() + avoidNanos);
    }
}
