package dev.sapa.chat.demo;

import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.tag.TagService;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/** The preset tags of the demonstration's company {@code oss}; one that was removed stays so. */
@ApplicationScoped
class DemoTags {

    private static final UUID OSS = UUID.fromString("550e8400-e29b-41d4-a716-446655440100");
    private static final String ID = "550e8400-e29b-41d4-a716-4466554400%d";
    private static final int FIRST = 20;

    private static final List<Preset> PRESETS = List.of(
            new Preset("Perizinan Baru", "#28a745"),
            new Preset("Perpanjangan Izin", "#ffc107"),
            new Preset("Investasi PMA", "#17a2b8"),
            new Preset("Investasi PMDN", "#007bff"),
            new Preset("Pajak Daerah", "#6c757d"),
            new Preset("Retribusi", "#fd7e14"),
            new Preset("Masalah Teknis", "#dc3545"),
            new Preset("Konsultasi", "#6f42c1"),
            new Preset("Komplain", "#e83e8c"),
            new Preset("Urgent", "#dc3545"));

    private final DemoSettings settings;
    private final TagService tags;

    DemoTags(DemoSettings settings, TagService tags) {
        this.settings = settings;
        this.tags = tags;
    }

    private record Preset(String name, String color) {}

    void start(@Observes StartupEvent event, Chores chores) {
        if (settings.enabled()) {
            chores.once("load the demonstration's tags", this::load);
        }
    }

    private Uni<Void> load() {
        return Multi.createFrom()
                .range(0, PRESETS.size())
                .onItem()
                .transformToUniAndConcatenate(i -> tags.preset(
                        UUID.fromString(ID.formatted(FIRST + i)),
                        OSS,
                        PRESETS.get(i).name(),
                        PRESETS.get(i).color()))
                .collect()
                .last();
    }
}
