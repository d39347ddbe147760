package dev.sapa.chat.company;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which company is meant when nothing says it. */
@ConfigMapping(prefix = "sapa.company")
interface CompanySettings {

    /** The slug of the company that is meant when neither credential, host name nor request names one; none by default. */
    Optional<String> fallback();
}
