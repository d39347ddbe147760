package dev.sapa.local.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.TopicPartition;

/** {@code rebuild}: has all numbers computed again from the kept events, and then from those that Kafka still has. */
public final class Rebuild {

    private static final String GROUP = "sapa-analytics";
    private static final int KAFKA_PORT = 19_092;

    /** Seconds without any progress after which nobody seems to read. */
    private static final int PATIENCE = 60;

    private static final String USAGE = """
            usage: deploy/rebuild [--from-stream] [--company ID]
              Has analytics-service compute all its numbers again from the events it keeps. Meanwhile reports show the old
              ones. Harmless at any time, also when it is stopped or run twice.
              --from-stream  reads again everything that Kafka still has, too, so that events which analytics-service has
                             lost come back; what Kafka no longer has and analytics-service keeps stays as it is
              --company ID   computes the numbers of one company only
              SAPA_KAFKA                              the broker (default: that of the local run)
            """ + OperatorApi.ENVIRONMENT;

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private Rebuild() {}

    public static void main(String[] args) throws InterruptedException {
        KAFKA_LOG.setLevel(Level.WARNING);
        var arguments = new ArrayList<>(List.of(args));
        boolean fromStream = arguments.remove("--from-stream");
        if (!arguments.isEmpty() && (arguments.size() != 2 || !"--company".equals(arguments.get(0)))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        try {
            // First, so that what comes from Kafka is added to what the kept events say, and to nothing else.
            var company = arguments.isEmpty() ? "" : arguments.get(1);
            var answer = new OperatorApi(System.getenv()).post("/rebuild", Map.of("company_id", company));
            System.out.printf(
                    "%d conversations were computed again.%n",
                    answer.path("conversations").asLong());
            if (fromStream) {
                readAgain(System.getenv());
            }
        } catch (CommandFailure e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void readAgain(Map<String, String> environment) throws CommandFailure, InterruptedException {
        var local = "127.0.0.1:" + OperatorApi.port(environment, KAFKA_PORT);
        var kafka = environment.getOrDefault("SAPA_KAFKA", local);
        try (var rewind = new Rewind(kafka, GROUP)) {
            waitFor(rewind, rewind.toEarliest());
        } catch (ExecutionException e) {
            throw new CommandFailure("Kafka at " + kafka + " refuses: " + e.getCause());
        }
    }

    private static void waitFor(Rewind rewind, Map<TopicPartition, Long> ends)
            throws CommandFailure, ExecutionException, InterruptedException {
        long before = Long.MAX_VALUE;
        int still = 0;
        for (long left = rewind.left(ends); left > 0; left = rewind.left(ends)) {
            still = left < before ? 0 : still + 1;
            if (still == 0) {
                System.out.printf("%d records to be read again%n", left);
            } else if (still == PATIENCE) {
                throw new CommandFailure(
                        "Nobody reads. Is analytics-service running? Once it is it goes on from here by itself.");
            }
            before = left;
            TimeUnit.SECONDS.sleep(1);
        }
        System.out.println("Everything that Kafka still has was read again.");
    }
}
