package dev.sapa.salesforce.conversation;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** All that listen, one after another. */
@ApplicationScoped
class Listeners {

    private final List<ConversationListener> all;

    Listeners(@All List<ConversationListener> all) {
        this.all = all;
    }

    Uni<Void> tell(Function<ConversationListener, Uni<Void>> what) {
        var told = Uni.createFrom().voidItem();
        for (var listener : all) {
            told = told.chain(() -> what.apply(listener));
        }
        return told;
    }
}
