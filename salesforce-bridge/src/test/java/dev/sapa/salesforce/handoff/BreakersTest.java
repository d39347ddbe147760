package dev.sapa.salesforce.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class BreakersTest {

    private final Breakers breakers = new Breakers();
    private final UUID company = UUID.randomUUID();

    @Test
    void a_row_of_failures_pauses_the_company_and_no_other() {
        for (int i = 0; i < 9; i++) {
            breakers.failed(company);
        }
        assertThat(breakers.wait(company)).isZero();

        breakers.failed(company);
        assertThat(breakers.wait(company)).isPositive();
        assertThat(breakers.wait(UUID.randomUUID())).isZero();
    }

    @Test
    void one_answer_ends_the_pause() {
        for (int i = 0; i < 20; i++) {
            breakers.failed(company);
        }
        breakers.answered(company);

        assertThat(breakers.wait(company)).isZero();
    }
}
