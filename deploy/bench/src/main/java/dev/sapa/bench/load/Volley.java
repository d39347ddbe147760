package dev.sapa.bench.load;

import dev.sapa.bench.wire.Loop;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Fires one schedule at one subject and waits until nothing more comes.
 *
 * @param warmUp at the beginning of the schedule, sent and not measured
 * @param patience how long after the last send what is missing may still come
 * @param progress is told once a second how far it is
 */
public record Volley(Duration warmUp, Duration patience, Generator.Bounds bounds, Consumer<String> progress) {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LEAD = Duration.ofMillis(50).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    public Outcome fire(Loop loop, Chat chat, Schedule schedule) {
        var tag = "b" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36) + "x";
        return fire(loop, chat, schedule, tag);
    }

    /**
     * Fires with a tag of the caller's.
     *
     * @param tag of the messages, for whoever counts them in a database
     */
    public Outcome fire(Loop loop, Chat chat, Schedule schedule, String tag) {
        var firstMeasured = schedule.dueBefore(warmUp);
        var start = System.nanoTime() + LEAD;
        var flight = new Flight(schedule, start, firstMeasured);
        chat.listen(tag, flight);
        var pacer = new Pacer(schedule, chat, start, firstMeasured);
        pause(start + warmUp.toNanos(), flight, pacer, start);
        var watch = Generator.watch(loop);
        while (!pacer.isDone()) {
            pause(System.nanoTime() + SECOND, flight, pacer, start);
            if (Thread.currentThread().isInterrupted()) {
                pacer.stop();
            }
        }
        var health = watch.judge(bounds, pacer.lateness());
        var end = System.nanoTime() + patience.toNanos();
        while (!flight.isOver() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return loop.ask(() -> outcome(schedule, flight, health));
    }

    private void pause(long until, Flight flight, Pacer pacer, long start) {
        var said = System.nanoTime();
        while (System.nanoTime() - until < 0 && !pacer.isDone()) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (System.nanoTime() - said > SECOND) {
                said = System.nanoTime();
                say(flight, start);
            }
        }
        say(flight, start);
    }

    private void say(Flight flight, long start) {
        progress.accept("%d s: %d acknowledged, %d delivered"
                .formatted((System.nanoTime() - start) / SECOND, flight.acked(), flight.delivered()));
    }

    private static Outcome outcome(Schedule schedule, Flight flight, Generator.Health health) {
        return new Outcome(
                schedule.size(),
                flight.acked(),
                flight.refused(),
                flight.lost(),
                flight.doubled(),
                schedule.size() - flight.acked() - flight.refused(),
                flight.delivery(),
                flight.answer(),
                flight.seconds(),
                flight.refusals(),
                health);
    }
}
