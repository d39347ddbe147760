package dev.sapa.verify.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records that nobody should send, each made from a good one of a message and marked with its name. */
final class Poison {

    private static final int NESTED = 10_000;
    private static final int MANY_BYTES = 900_000;

    private final ConsumerRecord<String, byte[]> good;
    private final String text;
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private final Set<String> buried = new LinkedHashSet<>();

    private Poison(ConsumerRecord<String, byte[]> good) {
        this.good = good;
        this.text = new String(good.value(), StandardCharsets.UTF_8);
    }

    static Poison madeFrom(ConsumerRecord<String, byte[]> good) {
        var poison = new Poison(good);
        poison.bodies();
        poison.headers();
        poison.harmless();
        return poison;
    }

    List<ProducerRecord<String, byte[]>> records() {
        return records;
    }

    /** The names of those that can never be applied; the others are to be ignored. */
    Set<String> buried() {
        return buried;
    }

    private void bodies() {
        bury("cut JSON", text.substring(0, text.length() / 2));
        bury("no JSON", "hello");
        bury("a list", "[]");
        bury("a number as a conversation", "{\"conversation\":7,\"version\":1}");
        bury("no conversation", "{\"version\":1}");
        bury("an unknown status", text.replaceFirst("\"status\":\"[a-z]+\"", "\"status\":\"asleep\""));
        bury("nested too deep", "[".repeat(NESTED) + "]".repeat(NESTED));
        bury("no UTF-8", new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff});
        bury("no body", (byte[]) null);
    }

    private void headers() {
        for (var header : List.of("ce_id", "ce_type", "ce_subject", "ce_company", "ce_time")) {
            var without = like("without " + header);
            without.remove(header);
            bury("without " + header, good.key(), good.value(), without);
        }
        buryWith("ce_id", "7");
        buryWith("ce_subject", "../../etc");
        buryWith("ce_company", "oss");
        buryWith("ce_time", "yesterday");
        buryWith("ce_version", "-1");
        buryWith("ce_version", "many");
        bury("without headers", good.key(), good.value(), marked("without headers", new RecordHeaders()));
    }

    /** Odd, and still nothing that has to be buried: a doubled event, or one that is meant for others. */
    private void harmless() {
        add("without a key", null, good.value(), like("without a key"));
        var foreign = like("of an unknown type");
        foreign.remove("ce_type").add("ce_type", bytes("sapa.chat.something-else.v9"));
        add("of an unknown type", good.key(), bytes("{"), foreign);
        add(
                "of a future schema",
                good.key(),
                bytes("{\"not_known_yet\":{\"deep\":[1,2]}," + text.substring(1)),
                like("of a future schema"));
        add(
                "of many bytes",
                good.key(),
                bytes("{\"padding\":\"" + "x".repeat(MANY_BYTES) + "\"," + text.substring(1)),
                like("of many bytes"));
    }

    private void bury(String name, String body) {
        bury(name, bytes(body));
    }

    private void bury(String name, byte @Nullable [] body) {
        bury(name, good.key(), body, like(name));
    }

    private void buryWith(String header, String value) {
        var name = header + " " + value;
        var headers = like(name);
        headers.remove(header).add(header, bytes(value));
        bury(name, good.key(), good.value(), headers);
    }

    private void bury(String name, @Nullable String key, byte @Nullable [] body, Headers headers) {
        buried.add(name);
        add(name, key, body, headers);
    }

    private void add(String name, @Nullable String key, byte @Nullable [] body, Headers headers) {
        records.add(new ProducerRecord<>(good.topic(), null, key, body, headers));
        if (headers.lastHeader(BookKeeper.POISON_HEADER) == null) {
            throw new IllegalStateException("Not marked: " + name);
        }
    }

    private Headers like(String name) {
        return marked(name, new RecordHeaders(good.headers().toArray()));
    }

    private static Headers marked(String name, Headers headers) {
        return headers.add(BookKeeper.POISON_HEADER, bytes(name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
