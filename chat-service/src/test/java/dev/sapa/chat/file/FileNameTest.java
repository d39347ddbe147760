package dev.sapa.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foto.png|foto.png",
                "../../etc/passwd|passwd.png",
                "C:\\Users\\budi\\foto.png|foto.png",
                "/srv/www/foto.PNG|foto.png",
                "..|file.png",
                ".png|png.png",
                "   |file.png",
                "a<b>:c*?.png|abc.png",
                "evil.html|evil.html.png",
                "surat izin usaha (1).png|surat izin usaha (1).png",
            })
    void keeps_the_last_harmless_segment_with_an_ending_that_fits(String given, String kept) {
        assertThat(FileName.harmless(given, FileType.PNG)).isEqualTo(kept);
    }

    @Test
    void drops_control_characters_and_what_turns_the_direction_of_writing() {
        assertThat(FileName.harmless("a\u0000b\r\nc\u202egnp.exe", FileType.PNG))
                .isEqualTo("abcgnp.exe.png");
    }

    @Test
    void names_what_has_no_name_and_shortens_what_has_too_much() {
        assertThat(FileName.harmless(null, FileType.PDF)).isEqualTo("file.pdf");
        var kept = FileName.harmless("😀".repeat(500) + ".pdf", FileType.PDF);
        assertThat(kept.codePointCount(0, kept.length())).isEqualTo(FileName.AT_MOST);
        assertThat(kept).endsWith("😀.pdf");
    }

    @Test
    void has_a_file_saved_under_its_name_by_old_and_new_clients() {
        assertThat(FileName.disposition("résumé 1.pdf"))
                .isEqualTo("attachment; filename=\"r_sum_ 1.pdf\"; filename*=UTF-8''r%C3%A9sum%C3%A9%201.pdf");
    }
}
