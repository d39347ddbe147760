package dev.sapa.gateway.livechat;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param page  from 1
 * @param limit items of a page, at most {@value #LARGEST} where a client names it
 */
public record PageRequest(int page, int limit) {

    static final int LARGEST = 100;
    static final int USUAL = 20;

    /** The first thousand, for lists that the seeds do not divide. */
    public static final PageRequest WHOLE = new PageRequest(1, 1000);

    /** Pages are counted through from the first, so there is an end to how far a client may leaf. */
    private static final int FURTHEST = 10_000;

    /** Fails with 400 for what is no number or out of range. */
    public static PageRequest of(@Nullable String page, @Nullable String limit) {
        var wanted = new PageRequest(
                Field.number("page", page, 1, FURTHEST, 1), Field.number("limit", limit, 1, LARGEST, USUAL));
        if ((long) wanted.page() * wanted.limit() > FURTHEST) {
            throw LivechatProblem.invalid("Invalid page parameter", "pages end at item " + FURTHEST);
        }
        return wanted;
    }

    /** Items before the page. */
    public int skipped() {
        return (page - 1) * limit;
    }
}
