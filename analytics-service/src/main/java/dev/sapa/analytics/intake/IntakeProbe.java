package dev.sapa.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;

/** Where tests make a process die; does nothing otherwise. */
@ApplicationScoped
class IntakeProbe {

    /** Facts and totals are written and not yet committed. */
    void written() {}
}
