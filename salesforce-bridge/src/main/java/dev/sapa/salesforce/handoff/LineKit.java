package dev.sapa.salesforce.handoff;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.salesforce.chat.ChatClient;
import dev.sapa.salesforce.connection.TokenService;
import dev.sapa.salesforce.signal.TypingSignals;
import dev.sapa.salesforce.vendor.SalesforceClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/** What every line works with; a singleton, so that its fields are its own and not a proxy's. */
@Singleton
class LineKit {

    final HandoffStore store;
    final SalesforceClient salesforce;
    final TokenService tokens;
    final ChatClient chat;
    final RemoteFiles files;
    final Breakers breakers;
    final TypingSignals signals;
    final HandoffSettings settings;
    final MeterRegistry meters;
    final Vertx vertx;
    final Clock clock;
    private final EventTransactions transactions;

    LineKit(
            HandoffStore store,
            SalesforceClient salesforce,
            TokenService tokens,
            ChatClient chat,
            RemoteFiles files,
            Breakers breakers,
            TypingSignals signals,
            HandoffSettings settings,
            MeterRegistry meters,
            Vertx vertx,
            Clock clock,
            EventTransactions transactions) {
        this.store = store;
        this.salesforce = salesforce;
        this.tokens = tokens;
        this.chat = chat;
        this.files = files;
        this.breakers = breakers;
        this.signals = signals;
        this.settings = settings;
        this.meters = meters;
        this.vertx = vertx;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** One transaction about a company's hand-offs. */
    <T> Uni<T> database(UUID company, Function<SqlConnection, Uni<T>> work) {
        return transactions.readInConnection(Scope.of(company), work);
    }

    /** One transaction about everybody's. */
    <T> Uni<T> everywhere(Function<SqlConnection, Uni<T>> work) {
        return transactions.readInConnection(Scope.everyCompany(), work);
    }

    void count(String what) {
        meters.counter("sapa_salesforce_" + what).increment();
    }
}
