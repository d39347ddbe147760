package dev.sapa.auth.demo;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;

/** Loads the demo again, as the next start would. */
@ApplicationScoped
public class DemoReload {

    private final DemoService demo;

    DemoReload(DemoService demo) {
        this.demo = demo;
    }

    public void load() throws Throwable {
        VertxContextSupport.subscribeAndAwait(demo::load);
    }
}
