package dev.sapa.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sapa.events.CompanyChanged;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.CompanyLimits;
import dev.sapa.events.DepartmentChanged;
import dev.sapa.events.Desk;
import dev.sapa.events.ErasureApplied;
import dev.sapa.events.EventHeader;
import dev.sapa.events.StaffChanged;
import dev.sapa.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Says on Kafka what auth-service and routing-service would say. */
public final class Announcements {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    private Announcements() {}

    /** A company of its own for one test, known to the service when this returns. */
    public static UUID company(PortalAccess portalAccess) {
        var id = UUID.randomUUID();
        company(id, 1, slug(id), true, portalAccess, List.of());
        Database.awaitRow("select 1 from company where id = '%s'".formatted(id));
        return id;
    }

    public static String slug(UUID company) {
        return "c-" + company;
    }

    public static void company(
            UUID id, long version, String slug, boolean active, PortalAccess portalAccess, List<String> hosts) {
        company(id, version, slug, active, portalAccess, hosts, null);
    }

    /** The second word about a company of {@link #company(PortalAccess)}: for how long it keeps what visitors say. */
    public static void retention(UUID company, int days) {
        company(company, 2, slug(company), true, PortalAccess.STRICT, List.of(), days);
        Database.awaitRow("select 1 from company where id = '%s' and retention_days = %d".formatted(company, days));
    }

    /** The second word about a company of {@link #company(PortalAccess)}: how much it may use. */
    public static void limits(UUID company, CompanyLimits limits) {
        var change = new CompanyChanged(
                company,
                2,
                slug(company),
                slug(company),
                true,
                PortalAccess.STRICT,
                List.of(),
                List.of(),
                "Asia/Jakarta",
                null,
                limits);
        send(Topic.AUTH, CompanyChanged.TYPE, company, 2, company, change);
        Database.awaitRow("select 1 from company where id = '%s' and version = 2".formatted(company));
    }

    private static void company(
            UUID id,
            long version,
            String slug,
            boolean active,
            PortalAccess portalAccess,
            List<String> hosts,
            @Nullable Integer days) {
        send(
                Topic.AUTH,
                CompanyChanged.TYPE,
                id,
                version,
                id,
                new CompanyChanged(
                        id, version, slug, slug, active, portalAccess, hosts, List.of(), "Asia/Jakarta", days));
    }

    /** What another service says when it has forgotten a conversation. */
    public static void erased(UUID company, UUID conversation, String service) {
        send(
                service.equals("routing") ? Topic.ROUTING : Topic.ANALYTICS,
                ErasureApplied.TYPE,
                conversation,
                1,
                company,
                new ErasureApplied(conversation, company, 1, service, Map.of("topics", 1L), Instant.now()));
    }

    public static void staff(UUID company, UUID id, long version, String name) {
        send(
                Topic.AUTH,
                StaffChanged.TYPE,
                id,
                version,
                company,
                new StaffChanged(
                        id,
                        1,
                        company,
                        version,
                        id + "@example.org",
                        id.toString(),
                        name,
                        StaffChanged.Role.AGENT,
                        true,
                        List.of()));
    }

    public static void department(UUID company, UUID id, long version, String name) {
        department(company, id, version, name, Desk.SAPA);
    }

    public static void department(UUID company, UUID id, long version, String name, Desk desk) {
        send(
                Topic.AUTH,
                DepartmentChanged.TYPE,
                id,
                version,
                company,
                new DepartmentChanged(id, company, version, name, true, desk));
    }

    public static void send(String topic, String type, UUID aggregate, long version, UUID company, Object payload) {
        var headers = Map.of(
                EventHeader.SPEC_VERSION, "1.0",
                EventHeader.ID, UUID.randomUUID().toString(),
                EventHeader.TYPE, type,
                EventHeader.SOURCE, "/test",
                EventHeader.TIME, Instant.now().toString(),
                EventHeader.SUBJECT, aggregate.toString(),
                EventHeader.VERSION, Long.toString(version),
                EventHeader.COMPANY, company.toString(),
                EventHeader.CONTENT_TYPE, "application/json");
        var kafka = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var message = new ProducerRecord<>(topic, aggregate.toString(), JSON.writeValueAsBytes(payload));
            headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(message).get();
        } catch (JsonProcessingException | InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
