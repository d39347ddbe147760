package dev.sapa.relay;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** Told at each point where a crash must not matter; crash tests replace it, otherwise it does nothing. */
@ApplicationScoped
@DefaultBean
class RelayProbe {

    enum Point {
        DECIDED,
        COMMITTED,
        HANDED_OFF,
        ACKNOWLEDGED
    }

    void reached(Point point) {}
}
