package dev.sapa.routing.demo;

import dev.sapa.routing.topic.TopicRuleService;
import dev.sapa.routing.topic.TopicRuleView;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Gives the demo company {@code oss} rules for its four departments, unless it has rules. */
@ApplicationScoped
class DemoRules {

    private static final UUID OSS = UUID.fromString("550e8400-e29b-41d4-a716-446655440100");
    private static final UUID PERIZINAN_USAHA = UUID.fromString("550e8400-e29b-41d4-a716-446655440001");
    private static final UUID INVESTASI = UUID.fromString("550e8400-e29b-41d4-a716-446655440002");
    private static final UUID PERPAJAKAN = UUID.fromString("550e8400-e29b-41d4-a716-446655440003");
    private static final UUID TEKNIS = UUID.fromString("550e8400-e29b-41d4-a716-446655440004");

    /** "Masalah teknis" and "pajak usaha" contain words of other departments, so the narrower ones come first. */
    private static final List<TopicRuleView> RULES = Stream.of(
                    rules(TEKNIS, "masalah teknis", "teknis", "technical", "error", "login"),
                    rules(PERPAJAKAN, "pajak", "retribusi", "tax"),
                    rules(INVESTASI, "investasi", "invest", "pmdn", "pma"),
                    rules(PERIZINAN_USAHA, "perizinan", "izin", "usaha", "nib", "permit", "license"))
            .flatMap(List::stream)
            .toList();

    private final DemoSettings settings;
    private final TopicRuleService topics;

    DemoRules(DemoSettings settings, TopicRuleService topics) {
        this.settings = settings;
        this.topics = topics;
    }

    void load(@Observes StartupEvent event) throws Throwable {
        if (settings.enabled()) {
            VertxContextSupport.subscribeAndAwait(() -> topics.begin(OSS, RULES));
        }
    }

    private static List<TopicRuleView> rules(UUID department, String... keywords) {
        return Stream.of(keywords)
                .map(keyword -> new TopicRuleView(keyword, department))
                .toList();
    }
}
