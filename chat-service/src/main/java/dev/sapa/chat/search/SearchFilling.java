package dev.sapa.chat.search;

import dev.sapa.chat.chore.Chores;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps little waiting to be made findable, so that searches need not wait for it. */
@ApplicationScoped
class SearchFilling {

    private final SearchIndexTransaction index;
    private final SearchSettings settings;

    SearchFilling(SearchIndexTransaction index, SearchSettings settings) {
        this.index = index;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        chores.every(settings.fillEvery(), "make messages findable", index::fill);
    }
}
