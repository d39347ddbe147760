package dev.sapa.verify.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What cannot be processed must be kept somewhere, so every channel that reads Kafka says where: in its module, or once for
 * all where the channel is a shared one that modules only tune.
 */
class DeadLettersTest {

    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.([^.]+)\\..+");
    private static final List<String> FILES = List.of(
            "src/main/resources/application.properties", "src/main/resources/META-INF/microprofile-config.properties");

    @Test
    void every_incoming_channel_names_its_dead_letter_topic() {
        var settings = CodeBase.modules().stream()
                .flatMap(module -> FILES.stream().map(module::resolve))
                .filter(Files::exists)
                .map(CodeBase::text)
                .collect(joining("\n"));

        assertThat(channels(settings)).isNotEmpty();
        assertThat(channelsWithoutDeadLetters(settings)).isEmpty();
    }

    @Test
    void a_planted_channel_without_one_is_found() {
        var settings = """
                mp.messaging.incoming.orders.topic=orders
                mp.messaging.incoming.mail.topic=mail
                mp.messaging.incoming.mail.failure-strategy=dead-letter-queue
                mp.messaging.incoming.mail.dead-letter-queue.topic=mail.dead
                """;

        assertThat(channelsWithoutDeadLetters(settings)).containsExactly("orders");
    }

    private static Stream<String> channelsWithoutDeadLetters(String settings) {
        var properties = properties(settings);
        return channels(settings).filter(channel -> {
            var prefix = "mp.messaging.incoming." + channel + ".";
            return !"dead-letter-queue".equals(properties.getProperty(prefix + "failure-strategy"))
                    || properties.getProperty(prefix + "dead-letter-queue.topic") == null;
        });
    }

    private static Stream<String> channels(String settings) {
        var names = new TreeSet<String>();
        for (var key : properties(settings).stringPropertyNames()) {
            var channel = CHANNEL.matcher(key);
            if (channel.matches()) {
                names.add(channel.group(1));
            }
        }
        return names.stream();
    }

    private static Properties properties(String settings) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
