package dev.sapa.verify.suite;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the running {@link Suite}. It is started once and shared; a class that wants other {@link Replicas} has it
 * stopped and started anew, which takes a minute and more.
 */
public final class SuiteExtension implements BeforeAllCallback, ParameterResolver {

    /** The least with which every test that wants nothing else can be run, so that one start is enough for all of them. */
    private static final String SHARED = "salesforce-bridge=2";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SuiteExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        var wanted = context.getRequiredTestClass().getAnnotation(Replicas.class);
        holder(context).start(wanted == null ? SHARED : wanted.value());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return holder(context).running();
    }

    /** Stops the shared suite, if there is one; who needs it again starts it again. */
    public static void stop(ExtensionContext context) {
        holder(context).close();
    }

    private static Holder holder(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Holder.class, key -> new Holder(), Holder.class);
    }

    private static final class Holder implements AutoCloseable {
        private @Nullable Suite suite;
        private String replicas = "";

        void start(String wanted) {
            if (suite != null && replicas.equals(wanted)) {
                return;
            }
            close();
            suite = Suite.start(wanted);
            replicas = wanted;
        }

        Suite running() {
            if (suite == null) {
                throw new IllegalStateException("The suite was not started");
            }
            return suite;
        }

        @Override
        public void close() {
            var running = suite;
            suite = null;
            if (running != null) {
                running.close();
            }
        }
    }
}
