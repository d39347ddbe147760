package dev.sapa.chat.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types of files that are taken, told apart by their content; what the client says counts for nothing. A name only
 * decides between types whose content is alike, such as text and CSV.
 */
enum FileType {
    PNG("image/png", true, "png"),
    JPEG("image/jpeg", true, "jpg", "jpeg", "jpe", "jfif"),
    GIF("image/gif", true, "gif"),
    WEBP("image/webp", true, "webp"),
    HEIC("image/heic", true, "heic", "heif"),
    PDF("application/pdf", false, "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", false, "pptx"),
    TEXT("text/plain", false, "txt", "log", "md"),
    CSV("text/csv", false, "csv"),
    MP3("audio/mpeg", false, "mp3"),
    M4A("audio/mp4", false, "m4a"),
    OGG("audio/ogg", false, "ogg", "oga", "opus"),
    WAV("audio/wav", false, "wav"),
    MP4("video/mp4", false, "mp4", "m4v"),
    QUICKTIME("video/quicktime", false, "mov", "qt"),
    THREE_GPP("video/3gpp", false, "3gp", "3gpp"),
    WEBM("video/webm", false, "webm");

    /** Markup with which a browser would take a text for a page or a drawing; after WHATWG's sniffing rules. */
    private static final List<String> MARKUP = List.of(
            "<!doctype",
            "<!--",
            "<?xml",
            "<html",
            "<head",
            "<body",
            "<script",
            "<svg",
            "<iframe",
            "<style",
            "<title",
            "<table",
            "<div",
            "<h1",
            "<font",
            "<meta",
            "<link",
            "<object",
            "<embed",
            "<form",
            "<img",
            "<a ",
            "<b>",
            "<br",
            "<p>");

    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis", "mif1", "msf1");

    private final String contentType;
    private final boolean picture;
    private final String extension;
    private final String extensions;

    FileType(String contentType, boolean picture, String extension, String... others) {
        this.contentType = contentType;
        this.picture = picture;
        this.extension = extension;
        this.extensions = " " + extension + " " + String.join(" ", others) + " ";
    }

    String contentType() {
        return contentType;
    }

    boolean isPicture() {
        return picture;
    }

    /** Whether a name may end like that; in lower case, without the dot. */
    boolean isNamed(String extension) {
        return !extension.isEmpty() && extensions.contains(" " + extension + " ");
    }

    /** The usual ending of a name, without the dot. */
    String extension() {
        return extension;
    }

    /**
     * The type of a file; null when it is not taken.
     *
     * @param head how the file begins, or all of it
     * @param name as the client gave it
     */
    static @Nullable FileType of(byte[] head, String name) {
        // Each byte is one character, so that content can be searched like text.
        var content = new String(head, StandardCharsets.ISO_8859_1);
        var type = byMagic(content, name);
        if (type == null) {
            return isPlainText(content) ? text(name) : null;
        }
        return type.isPicture() && isAlsoPage(content) ? null : type;
    }

    private static @Nullable FileType byMagic(String content, String name) {
        if (content.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (content.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (content.startsWith("GIF87a") || content.startsWith("GIF89a")) {
            return GIF;
        }
        if (content.startsWith("RIFF")) {
            return content.startsWith("WEBP", 8) ? WEBP : content.startsWith("WAVE", 8) ? WAV : null;
        }
        if (content.startsWith("%PDF-")) {
            return PDF;
        }
        if (content.startsWith("PK\u0003\u0004")) {
            return office(content, name);
        }
        if (content.startsWith("ftyp", 4)) {
            return isoMedia(content);
        }
        return sound(content);
    }

    private static @Nullable FileType sound(String content) {
        if (content.startsWith("ID3") || isMpegFrame(content)) {
            return MP3;
        }
        if (content.startsWith("OggS")) {
            return OGG;
        }
        return content.startsWith("\u001aE\u00df\u00a3") && content.contains("webm") ? WEBM : null;
    }

    /** A layer III frame: eleven set bits, a version, the layer. */
    private static boolean isMpegFrame(String content) {
        return content.length() > 3
                && content.charAt(0) == 0xff
                && (content.charAt(1) & 0xe6) == 0xe2
                && (content.charAt(2) & 0xf0) != 0xf0;
    }

    private static @Nullable FileType isoMedia(String content) {
        if (content.length() < 12) {
            return null;
        }
        var brand = content.substring(8, 12);
        if (HEIC_BRANDS.contains(brand)) {
            return HEIC;
        }
        if (brand.equals("M4A ") || brand.equals("M4B ")) {
            return M4A;
        }
        if (brand.equals("qt  ")) {
            return QUICKTIME;
        }
        return brand.startsWith("3gp") ? THREE_GPP : brand.matches("(?:iso|mp4|avc|M4V|MSNV|dash).*") ? MP4 : null;
    }

    /** Names of entries stand uncompressed in an archive. Other archives are not taken, nor documents with macros. */
    private static @Nullable FileType office(String content, String name) {
        if (!content.contains("[Content_Types].xml") || content.contains("vbaProject.bin")) {
            return null;
        }
        if (content.contains("word/")) {
            return DOCX;
        }
        if (content.contains("xl/")) {
            return XLSX;
        }
        if (content.contains("ppt/")) {
            return PPTX;
        }
        // A large first entry may hide the others' names from the head.
        var extension = FileName.extension(name);
        return List.of(DOCX, XLSX, PPTX).stream()
                .filter(type -> type.isNamed(extension))
                .findFirst()
                .orElse(null);
    }

    /** Something that is a picture to one reader and a page to another. */
    private static boolean isAlsoPage(String content) {
        var lower = content.toLowerCase(Locale.ROOT);
        return lower.contains("<script") || lower.contains("<html");
    }

    private static FileType text(String name) {
        return CSV.isNamed(FileName.extension(name)) ? CSV : TEXT;
    }

    private static boolean isPlainText(String content) {
        return content.chars().noneMatch(FileType::isControl) && !isMarkup(content);
    }

    private static boolean isControl(int character) {
        return character == 0x7f
                || (character < ' '
                        && character != '\t'
                        && character != '\n'
                        && character != '\r'
                        && character != '\f');
    }

    private static boolean isMarkup(String content) {
        var withoutMark = content.startsWith("\u00ef\u00bb\u00bf") ? content.substring(3) : content;
        var start = withoutMark.stripLeading();
        var lower = start.substring(0, Math.min(16, start.length())).toLowerCase(Locale.ROOT);
        return MARKUP.stream().anyMatch(lower::startsWith);
    }
}
