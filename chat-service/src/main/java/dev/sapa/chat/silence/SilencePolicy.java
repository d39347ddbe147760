package dev.sapa.chat.silence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a company has decided about silent visitors. */
@Entity
@Table(name = "silence_policy")
@SuppressWarnings("UnusedVariable") // the company is only read by the database
class SilencePolicy {

    @Id
    private UUID companyId;

    private @Nullable Integer warnSeconds;
    private @Nullable Integer closeSeconds;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected SilencePolicy() {}

    SilencePolicy(UUID companyId) {
        this.companyId = companyId;
    }

    void decide(PolicyView decided) {
        warnSeconds = decided.silenceWarnSeconds();
        closeSeconds = decided.silenceCloseSeconds();
    }

    PolicyView view() {
        return new PolicyView(warnSeconds, closeSeconds);
    }
}
