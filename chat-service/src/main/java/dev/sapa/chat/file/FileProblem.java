package dev.sapa.chat.file;

import dev.sapa.chat.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Everything that can be wrong with a file. */
final class FileProblem {

    private static final int UNPROCESSABLE = 422;
    private static final int MEBIBYTE = 1024 * 1024;

    private FileProblem() {}

    /** Unknown, unfinished, or shown with a wrong capability: the same answer. */
    static HttpProblem notFound() {
        return Problem.of("file-not-found", Status.NOT_FOUND, "No such file").build();
    }

    /** @param size of the whole file, in bytes */
    static HttpProblem rangeUnsatisfiable(long size) {
        return Problem.of("range-unsatisfiable", Status.REQUESTED_RANGE_NOT_SATISFIABLE, "The file has no such bytes")
                .withHeader("Content-Range", "bytes */" + size)
                .build();
    }

    static HttpProblem missing() {
        return Problem.of("file-missing", Status.BAD_REQUEST, "The form has no part named file")
                .build();
    }

    static HttpProblem empty() {
        return Problem.of("file-empty", Status.BAD_REQUEST, "The file is empty").build();
    }

    static HttpProblem malformed() {
        return Problem.of("upload-malformed", Status.BAD_REQUEST, "The body is no proper multipart/form-data")
                .build();
    }

    /** The body ended before the file did. */
    static HttpProblem cut() {
        return Problem.of("upload-cut", Status.BAD_REQUEST, "The upload was cut off")
                .build();
    }

    static HttpProblem tooSlow() {
        return Problem.of("upload-too-slow", Status.REQUEST_TIMEOUT, "The upload took too long")
                .build();
    }

    static HttpProblem tooLarge(long bytesAtMost) {
        return Problem.of("file-too-large", Status.REQUEST_ENTITY_TOO_LARGE, "The file is too large")
                .withDetail("At most %s MB".formatted(megabytes(bytesAtMost)))
                .build();
    }

    static HttpProblem typeRefused() {
        return Problem.of("file-type-refused", Status.UNSUPPORTED_MEDIA_TYPE, "Files of this type are not taken")
                .withDetail("By its content this is no picture, document, text, sound or film that is taken here")
                .build();
    }

    static HttpProblem infected() {
        return Problem.of("file-infected", Status.BAD_REQUEST, "The file holds malware")
                .withStatus(UNPROCESSABLE)
                .build();
    }

    static HttpProblem attachmentUnknown() {
        return Problem.of("attachment-unknown", Status.BAD_REQUEST, "An attachment is no file of this conversation")
                .build();
    }

    static HttpProblem quotaExhausted() {
        return Problem.of(
                        "upload-quota-exhausted", Status.TOO_MANY_REQUESTS, "The company has uploaded enough for today")
                .withHeader("Retry-After", 3600)
                .build();
    }

    static HttpProblem tooManyUploads() {
        return Problem.later("too-busy", "Too many uploads are under way already");
    }

    static HttpProblem scannerUnavailable() {
        return Problem.later("scanner-unavailable", "The file cannot be scanned now, and so not be taken");
    }

    static HttpProblem storeUnavailable() {
        return Problem.later("file-store-unavailable", "The store of files cannot be reached");
    }

    private static String megabytes(long bytes) {
        return bytes % MEBIBYTE == 0 ? Long.toString(bytes / MEBIBYTE) : "%.1f".formatted((double) bytes / MEBIBYTE);
    }
}
