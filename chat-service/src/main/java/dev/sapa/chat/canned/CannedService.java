package dev.sapa.chat.canned;

import dev.sapa.chat.access.Caller;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeping answers in store. */
@ApplicationScoped
class CannedService {

    private final CannedRepository replies;
    private final EventTransactions transactions;
    private final Clock clock;

    CannedService(CannedRepository replies, EventTransactions transactions, Clock clock) {
        this.replies = replies;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What the staff user may use.
     *
     * @param department only what may be used there
     * @param text       only what has it in shortcut, title or text, in any case
     */
    Uni<List<CannedView>> list(Caller.Staff staff, @Nullable UUID department, @Nullable String text) {
        return transactions.readInSession(Scope.of(staff.companyId()), () -> replies.usableBy(staff)
                .chain(found -> replies.departments(staff.companyId()).map(names -> found.stream()
                        .filter(reply -> department == null
                                || reply.departmentId() == null
                                || department.equals(reply.departmentId()))
                        .map(reply -> view(reply, names))
                        .filter(view -> text == null || has(view, text.toLowerCase(Locale.ROOT)))
                        .toList())));
    }

    Uni<CannedView> create(Caller.Staff staff, CannedRequest.Create request) {
        return writing(
                staff,
                request.departmentId(),
                () -> replies.persistAndFlush(CannedReply.of(staff, request, clock.instant())));
    }

    Uni<CannedView> change(Caller.Staff staff, UUID id, CannedRequest.Patch patch) {
        return writing(staff, patch.departmentId(), () -> changeable(staff, id)
                .invoke(reply -> reply.change(patch, clock.instant()))
                .call(() -> replies.flush()));
    }

    Uni<Void> remove(Caller.Staff staff, UUID id) {
        return transactions.readInSession(
                Scope.of(staff.companyId()), () -> changeable(staff, id).chain(replies::delete));
    }

    private Uni<CannedReply> changeable(Caller.Staff staff, UUID id) {
        return replies.lock(id)
                .onItem()
                .ifNull()
                .failWith(CannedProblem::notFound)
                .invoke(reply -> reply.requireChangeableBy(staff));
    }

    private Uni<CannedView> writing(Caller.Staff staff, @Nullable UUID department, Supplier<Uni<CannedReply>> work) {
        return transactions
                .readInSession(Scope.of(staff.companyId()), () -> replies.departments(staff.companyId())
                        .invoke(names -> {
                            if (department != null && !names.containsKey(department)) {
                                throw CannedProblem.departmentUnknown();
                            }
                        })
                        .chain(names -> work.get().map(reply -> view(reply, names))))
                .onFailure()
                .transform(CannedProblem::taken);
    }

    private static CannedView view(CannedReply reply, Map<UUID, String> names) {
        var department = reply.departmentId();
        return reply.view(department == null ? null : names.get(department));
    }

    private static boolean has(CannedView view, String text) {
        return Stream.of(view.shortcut(), view.title(), view.text())
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(text));
    }
}
