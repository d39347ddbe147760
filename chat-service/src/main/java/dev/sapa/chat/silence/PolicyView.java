package dev.sapa.chat.silence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A company's policy, as it holds.
 *
 * @param silenceWarnSeconds  seconds of silence after an agent's last word until the warning; null for none
 * @param silenceCloseSeconds seconds of silence after an agent's last word until the close; null for never
 */
record PolicyView(
        @Nullable Integer silenceWarnSeconds, @Nullable Integer silenceCloseSeconds) {

    private static final String WARN = "silence_warn_seconds";
    private static final String CLOSE = "silence_close_seconds";
    private static final int AT_MOST = 30 * 24 * 60 * 60;

    static PolicyView of(SilenceSettings settings) {
        return new PolicyView(seconds(settings.warnAfter()), seconds(settings.closeAfter()));
    }

    /** With what {@code patch} says in place: null switches off, absent leaves as it is. Fails with a problem on nonsense. */
    PolicyView patched(ObjectNode patch) {
        var patched = new PolicyView(
                patch.has(WARN) ? seconds(patch.get(WARN), WARN) : silenceWarnSeconds,
                patch.has(CLOSE) ? seconds(patch.get(CLOSE), CLOSE) : silenceCloseSeconds);
        if (patched.silenceWarnSeconds != null
                && patched.silenceCloseSeconds != null
                && patched.silenceWarnSeconds >= patched.silenceCloseSeconds) {
            throw SilenceProblem.warningTooLate();
        }
        return patched;
    }

    private static @Nullable Integer seconds(JsonNode value, String name) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > AT_MOST) {
            throw SilenceProblem.notSeconds(name, AT_MOST);
        }
        return value.intValue();
    }

    private static @Nullable Integer seconds(Duration setting) {
        return setting.toSeconds() < 1 ? null : Math.toIntExact(setting.toSeconds());
    }
}
