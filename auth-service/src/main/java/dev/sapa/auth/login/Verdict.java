package dev.sapa.auth.login;

import dev.sapa.auth.session.OpenedSession;
import dev.sapa.auth.staff.StaffView;
import java.time.Duration;

/** What a log-in came to. A failure is a value here, because what it leaves behind must be committed. */
sealed interface Verdict {

    record Welcome(OpenedSession session, StaffView staff) implements Verdict {}

    record Wrong() implements Verdict {}

    record Later(Duration pause) implements Verdict {}
}
