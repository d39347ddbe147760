package dev.sapa.bench.scenario;

import dev.sapa.bench.load.Chat;
import dev.sapa.bench.subject.Servers;
import dev.sapa.local.server.Database;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One subject in the ring: its conversations, its processes, and where its messages are kept.
 *
 * @param pids of its own processes and of the servers it uses, by name
 * @param count SQL that counts what is kept, with {@code %s} for the tag
 */
record Contender(String subject, Chat chat, Supplier<Map<String, Long>> pids, Database database, String count) {

    /** How many messages with this tag are in the database, each once. */
    long kept(String tag) {
        return Servers.query(database, count.formatted(tag));
    }
}
