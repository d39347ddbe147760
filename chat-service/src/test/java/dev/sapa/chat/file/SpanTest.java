package dev.sapa.chat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

    private static final long SIZE = 100;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0-0",
        "bytes=0-, 0-99",
        "bytes=99-, 99-99",
        "bytes=10-19, 10-19",
        "bytes=10-1000, 10-99",
        "bytes=10-99999999999999999999, 10-99",
        "bytes=-1, 99-99",
        "bytes=-1000, 0-99",
        "Bytes = 5-6, 5-6"
    })
    void is_what_one_range_asks_for(String header, String expected) {
        assertThat(Span.asked(header, SIZE).orElseThrow().text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=0-1,5-6", "pages=1-2", "bytes 0-1"})
    void is_none_where_all_is_asked_for_or_nothing_that_is_understood(String header) {
        assertThat(Span.asked(header, SIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999-"})
    void is_refused_where_the_file_has_none_of_it(String header) {
        assertThatThrownBy(() -> Span.asked(header, SIZE))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(416));
    }
}
