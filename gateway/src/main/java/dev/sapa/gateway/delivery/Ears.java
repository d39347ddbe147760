package dev.sapa.gateway.delivery;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** All who hear of messages beside the sockets that follow conversations. */
@ApplicationScoped
class Ears {

    private final List<Ear> all;

    Ears(@All List<Ear> all) {
        this.all = List.copyOf(all);
    }

    boolean listenTo(UUID companyId) {
        for (var ear : all) {
            if (ear.listensTo(companyId)) {
                return true;
            }
        }
        return false;
    }

    void posted(Message message, Facts facts) {
        for (var ear : all) {
            if (ear.listensTo(facts.companyId())) {
                ear.posted(message, facts);
            }
        }
    }
}
