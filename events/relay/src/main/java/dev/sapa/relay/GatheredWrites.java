package dev.sapa.relay;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Statements that are sent one after another without waiting leave in one write. The client would make a system call for
 * each, and the server would wake up for each; a profile of the send path showed a fifth of chat-service in those calls.
 * Statements themselves, their order and their answers are the same.
 */
@Singleton
class GatheredWrites implements PgPoolCreator {

    /** Statements after which the rest does not wait for the event loop's next turn. */
    private static final int AT_MOST = 64;

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .withConnectHandler(GatheredWrites::gather)
                .using(input.vertx())
                .build();
    }

    private static void gather(SqlConnection connection) {
        if (connection instanceof SqlConnectionInternal open
                && open.unwrap().unwrap() instanceof SocketConnectionBase socket) {
            socket.socket()
                    .channelHandlerContext()
                    .pipeline()
                    .addFirst("gathered-writes", new FlushConsolidationHandler(AT_MOST, true));
        }
        connection.close();
    }
}
