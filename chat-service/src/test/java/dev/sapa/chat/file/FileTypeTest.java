package dev.sapa.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d, PNG",
        "ffd8ffe000104a464946, JPEG",
        "474946383961, GIF",
        "524946460000000057454250, WEBP",
        "524946460000000057415645, WAV",
        "255044462d312e37, PDF",
        "000000186674797068656963, HEIC",
        "00000018667479704d344120, M4A",
        "000000186674797069736f6d, MP4",
        "0000001466747970717420 20, QUICKTIME",
        "000000146674797033677034, THREE_GPP",
        "494433040000, MP3",
        "fffb9064, MP3",
        "4f676753, OGG",
        "1a45dfa39f4286810142f7810142f2810442f381084282847765626d, WEBM",
    })
    void knows_content_by_its_first_bytes_whatever_it_is_called(String hex, FileType type) {
        assertThat(FileType.of(HexFormat.of().parseHex(hex.replace(" ", "")), "evil.html"))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"word/document.xml, DOCX", "xl/workbook.xml, XLSX", "ppt/presentation.xml, PPTX"})
    void tells_office_documents_apart_by_their_entries(String entry, FileType type) {
        assertThat(of("PK\u0003\u0004\u0000[Content_Types].xml..PK\u0003\u0004" + entry, "x"))
                .isEqualTo(type);
    }

    @Test
    void believes_the_name_only_between_office_documents_whose_entries_are_out_of_sight() {
        var head = "PK\u0003\u0004\u0000[Content_Types].xml";

        assertThat(of(head, "laporan.xlsx")).isEqualTo(FileType.XLSX);
        assertThat(of(head, "laporan.zip")).isNull();
    }

    @Test
    void takes_neither_other_archives_nor_macros() {
        assertThat(of("PK\u0003\u0004\u0000readme.txt", "a.docx")).isNull();
        assertThat(of("PK\u0003\u0004[Content_Types].xml word/document.xml word/vbaProject.bin", "a.docm"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><script>alert(1)</script>",
                "  \n<!DOCTYPE html>",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<?xml version='1.0'?><svg/>",
                "\u00ef\u00bb\u00bf<ScRiPt>",
                "<!-- x --><html>",
                "GIF89a/*<script>alert(1)</script>*/",
                "\u0089PNG\r\n\u001a\n<html>",
                "MZ\u0090\u0000\u0003",
                "\u007fELF\u0002\u0001",
                "RIFF\u0000\u0001..AVI ",
                "text with a \u0000 in it",
            })
    void takes_no_pages_no_programs_and_nothing_unknown(String content) {
        assertThat(of(content, "photo.png")).isNull();
    }

    @Test
    void takes_text_and_calls_it_csv_where_its_name_does() {
        assertThat(of("nama;kota\r\nBudi;Jakarta", "data.CSV")).isEqualTo(FileType.CSV);
        assertThat(of("Halo \u00e2\u0080\u0094 <budi@pt.example> menulis", "halo.html"))
                .isEqualTo(FileType.TEXT);
    }

    private static @Nullable FileType of(String content, String name) {
        return FileType.of(content.getBytes(StandardCharsets.ISO_8859_1), name);
    }
}
