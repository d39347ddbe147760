package dev.sapa.salesforce.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void a_number_is_missed_where_they_count_one_by_one() {
        assertThat(missed("7", "8", "9", "10", "11", "13", "12", "13", "14", "17"))
                .containsExactly("13", "17");
    }

    @Test
    void nothing_is_missed_where_they_only_grow() {
        assertThat(missed("7", "9", "10", "14", "15", "16", "20", "20", "33")).isEmpty();
        assertThat(missed("a", "b", "1", "2")).isEmpty();
    }

    private static List<String> missed(String... ids) {
        var numbers = new Numbers();
        return Stream.of(ids).filter(numbers::skipBefore).toList();
    }
}
