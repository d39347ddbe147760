package dev.sapa.auth.bootstrap;

import dev.sapa.auth.link.Links;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Invites the first operator when an installation without people starts. */
@ApplicationScoped
class BootstrapStart {

    private static final Logger LOG = Logger.getLogger(BootstrapStart.class);

    private final BootstrapService bootstrap;
    private final Links links;
    private final BootstrapSettings settings;

    BootstrapStart(BootstrapService bootstrap, Links links, BootstrapSettings settings) {
        this.bootstrap = bootstrap;
        this.links = links;
        this.settings = settings;
    }

    /** On the start-up thread, after the demo's people, if any, are there. */
    void onStart(@Observes @Priority(30) StartupEvent event) throws Throwable {
        var email = settings.email().filter(address -> address.indexOf('@') > 0);
        if (email.isPresent()) {
            VertxContextSupport.subscribeAndAwait(() -> bootstrap.invite(email.get()))
                    .ifPresent(token -> LOG.warnf(
                            "Nobody can sign in yet. One-time link for the first operator, %s, good for %d h: %s "
                                    + "(or POST /bootstrap with its \"token\", a \"password\" and a \"name\")",
                            email.get(), settings.validity().toHours(), links.toBootstrap(token)));
        }
    }
}
