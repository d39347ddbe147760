package dev.sapa.chat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

    private static final String TYPE = "multipart/form-data; boundary=xyz";
    private static final String BODY = """
            --xyz\r
            Content-Disposition: form-data; name="caption"\r
            \r
            before\r
            --xyz\r
            Content-Disposition: form-data; name="file"; filename="a.txt"\r
            Content-Type: image/png\r
            \r
            first\r
            --xy is no delimiter\r
            --xyz\r
            Content-Disposition: form-data; name="other"; filename="b.txt"\r
            \r
            after\r
            --xyz--\r
            ignored""";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 4096})
    void finds_the_file_however_the_body_is_cut_into_pieces(int piece) {
        var form = Multipart.of(TYPE);

        assertThat(read(form, BODY, piece)).isEqualTo("first\r\n--xy is no delimiter");
        assertThat(form.fileName()).isEqualTo("a.txt");
        form.end();
    }

    @Test
    void knows_a_body_that_ends_early() {
        var form = Multipart.of(TYPE);
        read(form, BODY.substring(0, BODY.indexOf("--xyz--")), 10);

        assertRefused(form::end, "upload-cut");
    }

    @Test
    void tells_an_empty_file_from_none() {
        var empty = Multipart.of(TYPE);
        assertThat(read(empty, part("name=\"file\"; filename=\"\"", "") + "--xyz--", 5))
                .isEmpty();
        assertThat(empty.hasFile()).isTrue();

        var none = Multipart.of(TYPE);
        read(none, part("name=\"x\"; filename=\"file\"", "content") + "--xyz--", 5);
        none.end();
        assertThat(none.hasFile()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=\"xyz\"",
                "multipart/form-data;charset=utf-8;boundary=xyz; x=y",
                "Multipart/Form-Data; Boundary=xyz",
            })
    void reads_the_boundary_in_all_its_forms(String type) {
        assertThat(read(Multipart.of(type), BODY, 100)).startsWith("first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "multipart/form-data", "application/json; boundary=xyz", "multipart/form-data; boundary="})
    void refuses_a_type_without_a_boundary(String type) {
        assertRefused(() -> Multipart.of(type), "upload-malformed");
    }

    @Test
    void refuses_two_files_endless_headers_and_loose_delimiters() {
        var file = part("name=\"file\"", "x");
        assertRefused(() -> read(Multipart.of(TYPE), file + file, 100), "upload-malformed");
        assertRefused(() -> read(Multipart.of(TYPE), "--xyz\r\nX: " + "x".repeat(10_000), 500), "upload-malformed");
        assertRefused(() -> read(Multipart.of(TYPE), "--xyz and more", 100), "upload-malformed");
    }

    @Test
    void takes_names_with_quotes_and_back_slashes_for_what_they_are() {
        var form = Multipart.of(TYPE);
        read(form, part("name=file; filename=\"C:\\\\dir\\\\a \\\"b\\\".png\"", "x"), 100);

        assertThat(FileName.harmless(form.fileName(), FileType.PNG)).isEqualTo("a b.png");
        var hostile = Multipart.of(TYPE);
        read(hostile, part("name=\"file\"; filename=\"" + "\\a".repeat(3_500) + "\"", "x"), 4_000);
        assertThat(hostile.fileName()).hasSize(7_000);
    }

    private static String part(String disposition, String content) {
        return "--xyz\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private static String read(Multipart form, String body, int piece) {
        var bytes = Buffer.buffer(body.getBytes(StandardCharsets.UTF_8));
        var found = Buffer.buffer();
        for (int at = 0; at < bytes.length(); at += piece) {
            found.appendBuffer(form.feed(bytes.getBuffer(at, Math.min(at + piece, bytes.length()))));
        }
        return found.toString(StandardCharsets.UTF_8);
    }

    private static void assertRefused(ThrowingCallable reading, String code) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getParameters())
                        .containsEntry("code", code));
    }
}
