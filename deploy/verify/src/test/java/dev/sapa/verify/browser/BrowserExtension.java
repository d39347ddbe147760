package dev.sapa.verify.browser;

import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the running {@link Suite} and {@link Windows} on it. The browser is started once; windows are closed after
 * each test, which fails when a page met a fault of its own in them.
 */
public final class BrowserExtension implements BeforeAllCallback, ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BrowserExtension.class);

    private final SuiteExtension suites = new SuiteExtension();

    @Override
    public void beforeAll(ExtensionContext context) {
        suites.beforeAll(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Windows.class || suites.supportsParameter(parameter, context);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() != Windows.class) {
            return suites.resolveParameter(parameter, context);
        }
        var suite = (Suite) suites.resolveParameter(parameter, context);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        Windows.class, key -> new Windows(chromium(context).browser(), suite.base()), Windows.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var windows = context.getStore(NAMESPACE).remove(Windows.class, Windows.class);
        if (windows != null) {
            windows.close(context.getExecutionException().isEmpty(), context.getDisplayName());
        }
    }

    private static Chromium chromium(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class);
    }
}
