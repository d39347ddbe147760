package dev.sapa.chat.file;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@code multipart/form-data} body (RFC 7578) apart as it arrives and lets through the content of the one part
 * named {@code file}; all other parts are passed over. It holds back no more than a delimiter or a part's headers,
 * whereas the decoder of the HTTP server collects megabytes before it gives memory free.
 */
final class Multipart implements Upload.Form {

    private static final int HEADERS_AT_MOST = 8 * 1024;
    private static final Pattern TYPE = Pattern.compile(
            "multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("(?:^|[;\\s])name=(?:\"([^\"]*)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile(
            "(?:^|[;\\s])filename=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
    private static final byte[] END_OF_HEADERS = bytes("\r\n\r\n");

    private enum Place {
        CONTENT,
        AFTER_DELIMITER,
        HEADERS,
        EPILOGUE
    }

    private final byte[] delimiter;
    private byte[] held = bytes("\r\n"); // as if a part ended here, so that the first delimiter is like all others
    private Place place = Place.CONTENT;
    private boolean inFile;
    private boolean hasFile;
    private String fileName = "";

    private Multipart(String boundary) {
        this.delimiter = bytes("\r\n--" + boundary);
    }

    /** For the body with that {@code Content-Type}; fails with a problem when it names no boundary. */
    static Multipart of(@Nullable String contentType) {
        var matcher = TYPE.matcher(contentType == null ? "" : contentType);
        if (!matcher.matches()) {
            throw FileProblem.malformed();
        }
        return new Multipart(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }

    @Override
    public Buffer feed(Buffer body) {
        var bytes = joined(held, body.getBytes());
        var found = Buffer.buffer();
        int at = 0;
        int next = step(bytes, at, found);
        while (next > at || (next == at && moved)) {
            at = next;
            next = step(bytes, at, found);
        }
        held = Arrays.copyOfRange(bytes, at, bytes.length);
        return found;
    }

    /** Fails with a problem when the body's own end has not come yet. */
    @Override
    public void end() {
        if (place != Place.EPILOGUE) {
            throw FileProblem.cut();
        }
    }

    @Override
    public boolean hasFile() {
        return hasFile;
    }

    @Override
    public String fileName() {
        return fileName;
    }

    /** Whether the last step came to another place, be it without using a byte. */
    private boolean moved;

    /** Goes as far as one place reaches; answers where the next begins. */
    private int step(byte[] bytes, int at, Buffer found) {
        moved = false;
        return switch (place) {
            case CONTENT -> content(bytes, at, found);
            case AFTER_DELIMITER -> afterDelimiter(bytes, at);
            case HEADERS -> headers(bytes, at);
            case EPILOGUE -> bytes.length;
        };
    }

    private int content(byte[] bytes, int at, Buffer found) {
        int end = indexOf(bytes, delimiter, at);
        // What might be the beginning of a delimiter is looked at again with what follows.
        int sure = end >= 0 ? end : Math.max(at, bytes.length - delimiter.length + 1);
        if (inFile) {
            found.appendBytes(bytes, at, sure - at);
        }
        return end >= 0 ? move(Place.AFTER_DELIMITER, end + delimiter.length) : sure;
    }

    private int afterDelimiter(byte[] bytes, int at) {
        if (bytes.length - at < 2) {
            return at;
        }
        inFile = false;
        if (bytes[at] == '-' && bytes[at + 1] == '-') {
            return move(Place.EPILOGUE, at + 2);
        }
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw FileProblem.malformed();
        }
        return move(Place.HEADERS, at); // the line break belongs to the end of headers when there are none
    }

    private int headers(byte[] bytes, int at) {
        int end = indexOf(bytes, END_OF_HEADERS, at);
        if (end < 0) {
            if (bytes.length - at > HEADERS_AT_MOST) {
                throw FileProblem.malformed();
            }
            return at;
        }
        begin(new String(bytes, at, end - at, StandardCharsets.UTF_8));
        return move(Place.CONTENT, end + END_OF_HEADERS.length);
    }

    private void begin(String headers) {
        for (var line : headers.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("Content-Disposition")) {
                dispose(line.substring(colon + 1));
            }
        }
    }

    private void dispose(String disposition) {
        if ("file".equals(found(NAME, disposition))) {
            if (hasFile) {
                throw FileProblem.malformed();
            }
            hasFile = true;
            inFile = true;
            var given = found(FILE_NAME, disposition);
            fileName = given == null ? "" : given.replace("\\\"", "\"");
        }
    }

    private int move(Place there, int at) {
        place = there;
        moved = true;
        return at;
    }

    private static @Nullable String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
