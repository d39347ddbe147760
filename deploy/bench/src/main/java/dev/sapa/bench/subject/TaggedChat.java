package dev.sapa.bench.subject;

import dev.sapa.bench.load.Chat;
import dev.sapa.bench.wire.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What all drivers share: a message is named {@code <tag>-<index>}, and the name is looked for in the bytes of what comes
 * back, because reading everything as JSON would cost the generator more than the rest of its work.
 */
abstract class TaggedChat implements Chat {

    /** 300 bytes of UTF-8, as people write them; nothing in it needs escaping in JSON. */
    static final String TEXT = text();

    private static final int TEXT_BYTES = 300;
    private static final int UNKNOWN = -1;

    private final AtomicInteger lost = new AtomicInteger();
    private volatile @Nullable Run run;
    private volatile boolean closing;

    /** What one run's messages are called, and who is told of them. */
    private static final class Run {
        private final String tag;
        private final byte[] pattern;
        private final Listener listener;

        Run(String tag, Listener listener) {
            this.tag = tag;
            this.pattern = SapaFrames.ascii(tag + "-");
            this.listener = listener;
        }
    }

    @Override
    public void listen(String tag, Listener listener) {
        run = new Run(tag, listener);
    }

    @Override
    public int lostSockets() {
        return lost.get();
    }

    /** From now on sockets close because we want it. */
    void beginClosing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    void countLost() {
        if (!closing) {
            lost.incrementAndGet();
        }
    }

    String name(int index) {
        var current = run;
        return current == null ? "none-" + index : current.tag + "-" + index;
    }

    void acked(byte[] bytes, int from, int length) {
        var current = run;
        var index = index(current, bytes, from, length);
        if (current != null && index != UNKNOWN) {
            current.listener.acked(index);
        }
    }

    void refused(byte[] bytes, int from, int length, String why) {
        var current = run;
        var index = index(current, bytes, from, length);
        if (current != null && index != UNKNOWN) {
            current.listener.refused(index, why);
        }
    }

    void delivered(byte[] bytes, int from, int length) {
        var current = run;
        var index = index(current, bytes, from, length);
        if (current != null && index != UNKNOWN) {
            current.listener.delivered(index);
        }
    }

    private static int index(@Nullable Run run, byte[] bytes, int from, int length) {
        if (run == null) {
            return UNKNOWN;
        }
        var at = WebSocket.indexOf(bytes, from, from + length, run.pattern);
        if (at < 0) {
            return UNKNOWN;
        }
        var index = 0;
        for (var i = at + run.pattern.length; i < from + length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            index = index * 10 + bytes[i] - '0';
        }
        return index;
    }

    private static String text() {
        var text = new StringBuilder();
        while (text.toString().getBytes(StandardCharsets.UTF_8).length < TEXT_BYTES) {
            text.append("Selamat siang, bagaimana cara memperpanjang izin usaha saya – terima kasih 🙏 ");
        }
        while (text.toString().getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES) {
            text.setLength(text.length() - 1);
            if (Character.isHighSurrogate(text.charAt(text.length() - 1))) {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }
}
