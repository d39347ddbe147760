package dev.sapa.gateway.messagecenter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the dashboard reads them, where its people are. */
@ApplicationScoped
public class WallClock {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final ZoneId zone;

    WallClock(CenterSettings settings) {
        this.zone = settings.zone();
    }

    /** {@code HH:MM} */
    public String time(String instant) {
        return TIME.format(Instant.parse(instant).atZone(zone));
    }

    /** With the offset, such as {@code +07:00}. */
    public String iso(String instant) {
        return ISO.format(Instant.parse(instant).atZone(zone));
    }
}
