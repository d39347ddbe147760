package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** How the dialect answers a success; {@code pagination} stands beside lists that come in pages. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope<T>(
        boolean success,
        String message,
        @Nullable T data,
        @Nullable Pagination pagination) {

    /**
     * Where the page lies in the list.
     *
     * @param page  from 1
     * @param total items of all pages
     */
    public record Pagination(int page, int limit, long total, long totalPages) {

        static Pagination of(PageRequest page, long total) {
            return new Pagination(page.page(), page.limit(), total, (total + page.limit() - 1) / page.limit());
        }
    }

    public static <T> Envelope<T> of(String message, T data) {
        return new Envelope<>(true, message, data, null);
    }

    public static <T> Envelope<T> page(String message, T data, Pagination pagination) {
        return new Envelope<>(true, message, data, pagination);
    }

    /** A success about which there is nothing more to say. */
    public static Envelope<Void> plain(String message) {
        return new Envelope<>(true, message, null, null);
    }
}
