package dev.sapa.auth.demo;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the demo when the service starts as one. */
@ApplicationScoped
class DemoStart {

    private static final Logger LOG = Logger.getLogger(DemoStart.class);

    private final DemoService demo;
    private final boolean wanted;

    DemoStart(DemoService demo, @ConfigProperty(name = "sapa.demo") boolean wanted) {
        this.demo = demo;
        this.wanted = wanted;
    }

    /** On the start-up thread, before the first request. */
    void onStart(@Observes @Priority(20) StartupEvent event) throws Throwable {
        if (wanted) {
            VertxContextSupport.subscribeAndAwait(demo::load);
            LOG.info("This is a demo: its passwords are known to everybody");
        }
    }
}
