package dev.sapa.chat.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final String HEAD = "From: Budi <Budi@Example.id>\nMessage-ID: <a@b>\nSubject: Izin\n";

    private static Mail read(String mail) {
        return MailReader.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static Mail read(String mail, String charset) {
        return MailReader.read(mail.replace("\n", "\r\n").getBytes(Charset.forName(charset)), NOW);
    }

    @Test
    void reads_who_wrote_what_and_when() {
        var mail = read(
                HEAD + "Date: Fri, 27 Nov 2026 09:30:00 +0700\nReferences: <x@y> <y@y>\nIn-Reply-To: <z@y>\n\nHalo\n");

        assertThat(mail.id()).isEqualTo("a@b");
        assertThat(mail.from()).isEqualTo("budi@example.id");
        assertThat(mail.name()).isEqualTo("Budi");
        assertThat(mail.subject()).isEqualTo("Izin");
        assertThat(mail.sentAt()).isEqualTo(Instant.parse("2026-11-27T02:30:00Z"));
        assertThat(mail.references()).containsExactly("z@y", "y@y", "x@y");
        assertThat(mail.text()).isEqualTo("Halo");
        assertThat(mail.automatic()).isFalse();
    }

    @Test
    void does_not_believe_a_clock_that_is_ahead() {
        assertThat(read(HEAD + "Date: Fri, 27 Nov 2099 09:30:00 +0700\n\nHalo\n")
                        .sentAt())
                .isEqualTo(NOW);
    }

    @Test
    void names_a_mail_without_a_name_after_what_is_in_it() {
        var mail = "From: a@b.id\n\nHalo\n";

        assertThat(read(mail).id()).startsWith("sha256:").isEqualTo(read(mail).id());
        assertThat(read(mail + "!").id()).isNotEqualTo(read(mail).id());
    }

    @Test
    void decodes_words_and_texts_in_whatever_they_are_written() {
        var encoded = """
                From: =?iso-8859-1?Q?J=F6rg?= <j@b.de>
                Subject: =?UTF-8?B?UGVydGFueWFhbiDinIU=?=
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Gr=FC=DFe
                """;

        assertThat(read(encoded).name()).isEqualTo("Jörg");
        assertThat(read(encoded).subject()).isEqualTo("Pertanyaan ✅");
        assertThat(read(encoded).text()).isEqualTo("Grüße");
        assertThat(read("From: a@b.de\nContent-Type: text/plain; charset=x-unknown\n\nGrüße\n", "windows-1252")
                        .text())
                .isEqualTo("Grüße");
        assertThat(read("From: a@b.de\n\nGrüße\n").text()).isEqualTo("Grüße");
    }

    @Test
    void puts_flowed_lines_together() {
        var mail = """
                From: a@b.id
                Content-Type: text/plain; format=flowed

                Satu kalimat yang\s
                panjang.

                > kutipan\s
                > lama
                Baru
                """;

        assertThat(read(mail).text()).isEqualTo("Satu kalimat yang panjang.\n\n> kutipan lama\nBaru");
    }

    @Test
    void takes_the_plain_text_of_several_forms_and_reads_a_page_where_there_is_none() {
        var both = HEAD + """
                Content-Type: multipart/alternative; boundary=x

                --x
                Content-Type: text/plain

                Polos
                --x
                Content-Type: text/html

                <b>Tebal</b>
                --x--
                """;
        var page = HEAD + """
                Content-Type: text/html

                <html><head><style>p{}</style></head><body><p>Yth. Bapak,</p><div>satu<br>dua</div>\
                <ul><li>a</li><li>b</li></ul><script>alert(1)</script><a href="https://oss.go.id/x">sini</a></body></html>
                """;

        assertThat(read(both).text()).isEqualTo("Polos");
        assertThat(read(page).text()).isEqualTo("Yth. Bapak,\n\nsatu\ndua\n\n- a\n- b\n\nsini (https://oss.go.id/x)");
    }

    @Test
    void leaves_out_the_history_below_an_answer_and_a_signature() {
        var answer = HEAD + """
                In-Reply-To: <x@y>

                Terima kasih!

                --\s
                Budi
                PT Maju

                On Mon, Nov 23, 2026 at 9:00 AM Sapa
                <halo@oss.id> wrote:
                > Silakan
                >
                > kirim berkas
                """;
        var page = HEAD + """
                In-Reply-To: <x@y>
                Content-Type: text/html

                <div>Sudah saya kirim</div><div class="gmail_quote"><div>Pada Sen, 23 Nov 2026 Sapa menulis:<br></div>\
                <blockquote>Silakan kirim<br>berkas</blockquote></div>
                """;

        assertThat(read(answer).text()).isEqualTo("Terima kasih!");
        assertThat(read(page).text()).isEqualTo("Sudah saya kirim");
    }

    @Test
    void loses_nothing_new_wherever_it_stands() {
        var isAnswer = HEAD + "In-Reply-To: <x@y>\n\n";
        var between = isAnswer + """
                > Kapan?
                Besok
                > Jam berapa?
                Jam 9
                """;
        var onlyQuoted = isAnswer + "> Kapan?\n";
        var forwarded = HEAD + """

                Tolong lihat ini:
                > Surat lama
                """;
        var outlook = isAnswer + """
                Lihat di bawah

                From: Sapa
                Sent: Monday
                Subject: Izin

                Kapan? Besok!
                """;

        assertThat(read(between).text()).isEqualTo("> Kapan?\nBesok\n> Jam berapa?\nJam 9");
        assertThat(read(onlyQuoted).text()).isEqualTo("> Kapan?");
        assertThat(read(forwarded).text()).contains("Surat lama");
        assertThat(read(outlook).text()).contains("Besok!");
    }

    @Test
    void a_long_text_comes_whole_in_a_file() throws IOException {
        var raw = (HEAD + "\n" + "Panjang sekali. ".repeat(2000)).getBytes(StandardCharsets.UTF_8);
        var mail = MailReader.read(raw, NOW);

        assertThat(mail.text()).hasSizeLessThan(16_000).endsWith("[The whole text is in message.txt]");
        assertThat(mail.pieces()).singleElement().satisfies(piece -> {
            assertThat(piece.name()).isEqualTo("message.txt");
            assertThat(MailReader.piece(raw, piece.place())).hasSizeGreaterThan(30_000);
        });
    }

    @Test
    void finds_files_by_their_names_and_contents() throws IOException {
        var raw = (HEAD
                        + """
                Content-Type: multipart/mixed; boundary=x

                --x

                Terlampir
                --x
                Content-Type: application/pdf
                Content-Disposition: attachment;
                 filename*0*=UTF-8''surat%%20izin; filename*1*=%%20%%E2%%9C%%85.pdf
                Content-Transfer-Encoding: base64

                %s
                --x
                Content-Type: text/plain; name="=?UTF-8?Q?catatan=2Etxt?="

                Isi
                --x--
                """.formatted(Base64.getEncoder()
                                .encodeToString("%PDF-1.7".getBytes(StandardCharsets.UTF_8))))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var mail = MailReader.read(raw, NOW);

        assertThat(mail.text()).isEqualTo("Terlampir");
        assertThat(mail.pieces()).extracting(Mail.Piece::name).containsExactly("surat izin ✅.pdf", "catatan.txt");
        assertThat(MailReader.piece(raw, 1)).asString().isEqualTo("%PDF-1.7");
        assertThat(MailReader.piece(raw, 2)).asString().isEqualToIgnoringNewLines("Isi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated; x=y",
                "Precedence: bulk",
                "Precedence: List",
                "List-Id: <warta.example.id>",
                "Return-Path: <>",
                "X-Autoreply: yes"
            })
    void knows_what_a_machine_wrote(String header) {
        assertThat(read(HEAD + header + "\n\nSaya sedang cuti\n").automatic()).isTrue();
    }

    @Test
    void takes_a_person_for_a_person() {
        assertThat(read(HEAD + "Auto-Submitted: no\nReturn-Path: <budi@example.id>\nPrecedence: normal\n\nHalo\n")
                        .automatic())
                .isFalse();
    }

    @Test
    void refuses_what_was_made_to_harm() {
        var parts = "From: a@b.id\nContent-Type: multipart/mixed; boundary=x\n\n";

        assertRefused("\n\nTanpa pengirim\n", "it has no sender");
        assertRefused("From: a b c\n\nx\n", "it has no sender");
        assertRefused("From: a@b.id\nX: " + "y".repeat(600_000) + "\n\nx\n", "its headers are too long");
        assertRefused(parts + "--x\n\n".repeat(6_000), "it has too many parts");
        assertRefused(parts + "--x\n\nx\n".repeat(200), "it has too many parts");
        assertRefused("From: a@b.id\n" + nested(30), "its parts are nested too deeply");
    }

    @Test
    void makes_something_of_what_is_only_broken() {
        assertThat(read("From: a@b.id\nContent-Type: multipart/mixed\n\nTanpa batas\n")
                        .pieces())
                .isNotNull();
        assertThat(read("From: a@b.id\nContent-Type: ;;;\nContent-Disposition: ;;\n\nx\n"))
                .isNotNull();
        assertThat(read("From: a@b.id\nDate: kemarin\nMessage-ID: bukan nama\n\nHalo\n")
                        .text())
                .isEqualTo("Halo");
    }

    private static String nested(int depth) {
        var mail = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append("\n");
        }
        return mail.append("\nDasar\n").toString();
    }

    private static void assertRefused(String mail, String why) {
        assertThatThrownBy(() -> read(mail))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getDetail())
                        .startsWith(why));
    }
}
