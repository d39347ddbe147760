package dev.sapa.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each event is read from its golden file and written back the same; consumers test against the same files. */
class GoldenJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    @ParameterizedTest
    @ValueSource(
            classes = {
                CompanyChanged.class,
                DepartmentChanged.class,
                StaffChanged.class,
                CredentialsRevoked.class,
                ConversationStarted.class,
                ConversationChanged.class,
                MessagePosted.class,
                ConversationRead.class,
                DeliveryChanged.class,
                NotePosted.class,
                AgentPresenceChanged.class,
                AssignmentMade.class,
                WorkReturned.class,
                WorkQueued.class,
                OfferChanged.class,
                ErasureApplied.class
            })
    void is_read_and_written_back_unchanged(Class<?> event) throws Exception {
        var golden = JSON.readTree(Files.readString(golden(event)));

        var read = JSON.treeToValue(golden, event);

        assertThat(JSON.readTree(JSON.writeValueAsString(read))).isEqualTo(golden);
    }

    @Test
    void every_event_with_a_type_has_a_golden_file_of_that_name() throws Exception {
        var classes = Path.of(CompanyChanged.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.resolve("dev/sapa/events"))) {
            var events = files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> hasType("dev.sapa.events." + name))
                    .toList();

            assertThat(events).hasSize(16).allSatisfy(name -> assertThat(
                            golden(Class.forName("dev.sapa.events." + name)))
                    .exists());
        }
    }

    private static boolean hasType(String className) {
        try {
            var type = Class.forName(className);
            return type.isRecord()
                    && Stream.of(type.getFields())
                            .anyMatch(field -> field.getName().equals("TYPE") && field.getType() == String.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The golden file is named by the event's type, which never changes, not by its class. */
    private static Path golden(Class<?> event) throws IOException, URISyntaxException, ReflectiveOperationException {
        var type = (String) event.getField("TYPE").get(null);
        URL file = GoldenJsonTest.class.getResource("/golden/" + type + ".json");
        if (file == null) {
            throw new IOException("No golden file for " + type);
        }
        return Path.of(file.toURI());
    }
}
