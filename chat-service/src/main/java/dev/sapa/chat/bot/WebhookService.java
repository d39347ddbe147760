package dev.sapa.chat.bot;

import dev.sapa.chat.access.Caller;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a company's admins do about its bot. */
@ApplicationScoped
class WebhookService {

    private final BotStore store;
    private final WebhookClient client;
    private final EventTransactions transactions;

    WebhookService(BotStore store, WebhookClient client, EventTransactions transactions) {
        this.store = store;
        this.client = client;
        this.transactions = transactions;
    }

    /** @param nextCursor null at the end */
    record Page(List<DeliveryView> items, @Nullable String nextCursor) {}

    Uni<WebhookView> find(Caller.Staff staff) {
        return known(staff).map(Webhook::view);
    }

    /** The secret is in the answer when this is the company's first bot. */
    Uni<WebhookView> define(Caller.Staff staff, WebhookRequest request) {
        var company = staff.companyId();
        return client.look(request.url())
                .onFailure(UnknownHostException.class)
                .transform(unknown -> BotProblem.urlRefused())
                .chain(target ->
                        transactions.readInConnection(Scope.of(company), connection -> store.find(connection, company)
                                .chain(before -> {
                                    var secret = before == null ? WebhookSignature.newSecret() : before.secret();
                                    var bot = request.webhook(company, secret);
                                    return store.save(connection, bot)
                                            .chain(() -> isOn(before) || !bot.enabled()
                                                    ? Uni.createFrom().voidItem()
                                                    : store.skip(connection, company))
                                            .replaceWith(before == null ? bot.revealed() : bot.view());
                                })));
    }

    /** What the bot is told is signed with a new secret from now on. */
    Uni<WebhookView> renewSecret(Caller.Staff staff) {
        return known(staff).chain(bot -> {
            var renewed = new Webhook(
                    bot.companyId(),
                    bot.url(),
                    WebhookSignature.newSecret(),
                    bot.enabled(),
                    bot.name(),
                    bot.channels(),
                    bot.answerSeconds(),
                    bot.handOverText());
            return transactions
                    .readInConnection(Scope.of(bot.companyId()), connection -> store.save(connection, renewed))
                    .replaceWith(renewed.revealed());
        });
    }

    Uni<Void> remove(Caller.Staff staff) {
        return transactions.readInConnection(
                Scope.of(staff.companyId()), connection -> store.remove(connection, staff.companyId()));
    }

    /** Newest first. */
    Uni<Page> deliveries(Caller.Staff staff, @Nullable String state, @Nullable UUID before, int limit) {
        return transactions
                .readInConnection(
                        Scope.of(staff.companyId()),
                        connection -> store.list(connection, staff.companyId(), state, before, limit + 1))
                .map(found -> found.size() <= limit
                        ? new Page(found, null)
                        : new Page(
                                found.subList(0, limit),
                                found.get(limit - 1).id().toString()));
    }

    Uni<DeliveryView> replay(Caller.Staff staff, UUID id) {
        var company = staff.companyId();
        return transactions.readInConnection(Scope.of(company), connection -> store.replay(connection, company, id)
                .onItem()
                .ifNull()
                .switchTo(() -> store.exists(connection, company, id).map(exists -> {
                    throw exists ? BotProblem.notDead() : BotProblem.deliveryNotFound();
                })));
    }

    private static boolean isOn(@Nullable Webhook bot) {
        return bot != null && bot.enabled();
    }

    private Uni<Webhook> known(Caller.Staff staff) {
        return transactions
                .readInConnection(Scope.of(staff.companyId()), connection -> store.find(connection, staff.companyId()))
                .onItem()
                .ifNull()
                .failWith(BotProblem::undefined);
    }
}
