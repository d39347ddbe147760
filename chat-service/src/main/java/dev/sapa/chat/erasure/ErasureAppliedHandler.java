package dev.sapa.chat.erasure;

import dev.sapa.events.ErasureApplied;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Another service has forgotten a conversation; hearing it twice changes nothing. */
@ApplicationScoped
class ErasureAppliedHandler implements EventHandler<ErasureApplied> {

    private final ErasureService erasures;

    ErasureAppliedHandler(ErasureService erasures) {
        this.erasures = erasures;
    }

    @Override
    public String type() {
        return ErasureApplied.TYPE;
    }

    @Override
    public Class<ErasureApplied> payload() {
        return ErasureApplied.class;
    }

    @Override
    public Uni<Void> apply(Received<ErasureApplied> event) {
        return erasures.applied(event.payload());
    }

    @Override
    public Uni<Void> reconcile(Received<ErasureApplied> event) {
        return apply(event);
    }
}
