package dev.sapa.bench.scenario;

import dev.sapa.bench.subject.Servers;
import dev.sapa.local.server.Database;
import java.util.List;

/** Databases full of messages, made by SQL. */
final class BigDatabase {

    /** Of each conversation. */
    static final int MESSAGES = 100;

    private static final int AT_ONCE = 1000;

    /** Ascending ids as UUIDv7 are; made of a number, so that the generator knows them too. */
    private static final String ID =
            "(lpad(to_hex(1700000000000 + %1$s), 12, '0') || '70008000' || lpad(to_hex(%1$s), 12, '0'))::uuid";

    private static final String VISITORS = "insert into chat.visitor (id, number, company_id, name, created_at)"
            + " select " + ID.formatted("i") + ", nextval('chat.visitor_number'), company.id, 'Budi ' || i, now()"
            + " from generate_series(%1$d, %2$d) i, chat.company where slug = 'oss'";
    private static final String CONVERSATIONS =
            "insert into chat.conversation (id, number, company_id, visitor_id, channel, topic, priority, status,"
                    + " responder, assignment_epoch, version, last_seq, visitor_read_seq, staff_read_seq,"
                    + " visitor_unread, staff_unread, routable, sole, started_at, ended_at, close_reason) select "
                    + ID.formatted("i") + ", nextval('chat.conversation_number'), company.id, " + ID.formatted("i")
                    + ", 'web', 'Izin usaha ' || i, 'normal', 'closed', 'none', 1, 102, " + MESSAGES + ", " + MESSAGES
                    + ", " + MESSAGES + ", 0, 0, true, false, now() - interval '1 day', now(), 'done'"
                    + " from generate_series(%1$d, %2$d) i, chat.company where slug = 'oss'";
    private static final String CHAT_MESSAGES =
            "insert into chat.message (id, company_id, conversation_id, seq, author, author_name, author_key,"
                    + " message_type, body, client_msg_id, posted_at) select "
                    + ID.formatted("(i::bigint * " + MESSAGES + " + seq)") + ", company.id, " + ID.formatted("i")
                    + ", seq, case seq %% 2 when 0 then 'agent' else 'visitor' end, 'Budi', "
                    + "case seq %% 2 when 0 then 'agent' else 'visitor' end, 'text', repeat('Selamat siang, pak. ', 15),"
                    + " 'm' || seq, now() - interval '1 day' from generate_series(1, " + MESSAGES
                    + ") seq, generate_series(%1$d, %2$d) i, chat.company where slug = 'oss'";
    private static final String PEER_TABLE = "create table if not exists message (id uuid primary key, seq bigserial,"
            + " session_id text not null, sender text not null, client_id text not null, body text not null,"
            + " posted_at timestamptz not null default clock_timestamp(), unique (session_id, client_id));"
            + " create index if not exists message_session on message (session_id, seq)";
    private static final String PEER_MESSAGES = "insert into message (id, session_id, sender, client_id, body) select "
            + ID.formatted("(i::bigint * " + MESSAGES + " + seq)") + ", 'c' || i, 'visitor', 'm' || seq,"
            + " repeat('Selamat siang, pak. ', 15) from generate_series(1, " + MESSAGES
            + ") seq, generate_series(%1$d, %2$d) i";

    private BigDatabase() {}

    /** The id of the conversation of that number, from 1. */
    static String conversation(int number) {
        var hex = "%012x70008000%012x".formatted(1_700_000_000_000L + number, number);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    static void fillSapa(Database database, int conversations, Console console) {
        var there = "select count(*) from chat.conversation where id = '" + conversation(conversations) + "'";
        fill(database, there, conversations, List.of(VISITORS, CONVERSATIONS, CHAT_MESSAGES), console);
    }

    static void fillPeer(Database database, int conversations, Console console) {
        Servers.execute(database, PEER_TABLE);
        var there = "select count(*) from (select 1 from message where session_id = 'c" + conversations
                + "' limit 1) found";
        fill(database, there, conversations, List.of(PEER_MESSAGES), console);
    }

    private static void fill(
            Database database, String there, int conversations, List<String> statements, Console console) {
        if (Servers.query(database, there) > 0) {
            return;
        }
        console.say("Filling " + database.name() + " with " + (long) conversations * MESSAGES + " messages");
        var progress = console.progress(database.name());
        for (var from = 1; from <= conversations; from += AT_ONCE) {
            var to = Math.min(conversations, from + AT_ONCE - 1);
            // One transaction a step; what an earlier run that was stopped has made stays.
            for (var statement : statements) {
                Servers.execute(database, statement.formatted(from, to) + " on conflict do nothing");
            }
            progress.accept(to + " of " + conversations + " conversations");
        }
        Servers.execute(database, "vacuum (analyze)");
    }
}
