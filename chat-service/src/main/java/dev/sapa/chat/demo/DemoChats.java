package dev.sapa.chat.demo;

import dev.sapa.chat.conversation.Opening;
import dev.sapa.chat.conversation.Prepared;
import dev.sapa.chat.conversation.Prepared.Line;
import dev.sapa.chat.visitor.Introduction;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.MessagePosted.Author;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The four conversations that the message centre's dashboard is shown with (S4-17), newest activity first. */
final class DemoChats {

    /** The user {@code agent}, whom auth-service's demonstration brings. */
    private static final UUID AGENT = id(111);

    private static final String AGENT_NAME = "Agent";
    private static final String BOT_NAME = DemoBot.DEFINITION.name();

    /** A conversation and whose it is. */
    record Chat(Introduction visitor, Prepared prepared) {}

    private DemoChats() {}

    /** All of them, told as if they had just happened. */
    static List<Chat> at(Instant now) {
        return List.of(
                new Chat(
                        Introduction.ofCaller("+62 812-3456-7890", "John Doe", "john.doe@email.com", "Jakarta Selatan"),
                        prepared(
                                200,
                                "whatsapp",
                                "WhatsApp",
                                Responder.AGENT,
                                AGENT,
                                true,
                                List.of(
                                        visitor("Halo!", now.minusSeconds(900), true),
                                        agent("Halo, ada yang bisa kami bantu?", now.minusSeconds(840)),
                                        visitor("Pesanan saya belum sampai.", now.minusSeconds(360), false),
                                        visitor("Bisa dibantu cek?", now.minusSeconds(300), false)))),
                new Chat(
                        Introduction.ofCaller(
                                "+62 813-9876-5432", "Sarah Williams", "sarah.williams@email.com", "Bandung"),
                        prepared(
                                201,
                                "whatsapp",
                                "WhatsApp",
                                Responder.BOT,
                                null,
                                true,
                                List.of(
                                        visitor("Apakah ada promo bulan ini?", now.minusSeconds(1260), true),
                                        bot(
                                                "Promo yang sedang berlaku dapat dilihat di halaman promo kami.",
                                                now.minusSeconds(1259))))),
                new Chat(
                        Introduction.ofCaller("+62 821-1122-3344", "Maria Lopez", "maria.lopez@email.com", "Surabaya"),
                        prepared(
                                202,
                                "email",
                                "Email",
                                Responder.BOT,
                                null,
                                false,
                                List.of(visitor(
                                        "Saya ingin bertanya tentang pembayaran.", now.minusSeconds(2400), false)))),
                new Chat(
                        Introduction.ofCaller("+62 857-5566-7788", "Ahmed Hassan", "ahmed.hassan@email.com", "Medan"),
                        prepared(
                                203,
                                "telegram",
                                "Telegram",
                                Responder.NONE,
                                AGENT,
                                false,
                                List.of(
                                        visitor("Saya menunggu konfirmasi dari bank.", now.minusSeconds(5400), true),
                                        agent("Baik, kami tunggu kabarnya.", now.minusSeconds(5340))))));
    }

    private static Prepared prepared(
            int id,
            String channel,
            String topic,
            Responder responder,
            @Nullable UUID agent,
            boolean online,
            List<Line> lines) {
        var opening = new Opening(channel, topic, Priority.NORMAL, false, null, null, responder);
        return new Prepared(id(id), opening, agent, online, lines.get(0).at(), lines);
    }

    private static Line visitor(String text, Instant at, boolean read) {
        return new Line(Author.VISITOR, null, null, text, at, read);
    }

    private static Line agent(String text, Instant at) {
        return new Line(Author.AGENT, AGENT, AGENT_NAME, text, at, true);
    }

    private static Line bot(String text, Instant at) {
        return new Line(Author.BOT, null, BOT_NAME, text, at, true);
    }

    private static UUID id(int last) {
        return UUID.fromString("550e8400-e29b-41d4-a716-446655440%03d".formatted(last));
    }
}
