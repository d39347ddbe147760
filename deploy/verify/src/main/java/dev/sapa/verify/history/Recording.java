package dev.sapa.verify.history;

import java.util.List;

/** Everything that the clients of one run did and saw. Sends stand in order of first attempt, receipts of arrival. */
public record Recording(List<Send> sends, List<Receipt> receipts, List<Watch> watches) {

    public Recording {
        sends = List.copyOf(sends);
        receipts = List.copyOf(receipts);
        watches = List.copyOf(watches);
    }
}
