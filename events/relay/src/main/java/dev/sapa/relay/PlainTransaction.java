package dev.sapa.relay;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * A transaction on the plain client that waits only for what it needs: {@code BEGIN} and the scope go out together with the
 * first statement, the last statement together with {@code COMMIT}. The server does them in the order in which they were
 * sent, and refuses everything after one that failed, so that nothing is done outside the transaction or past a failure.
 */
@ApplicationScoped
class PlainTransaction {

    /**
     * Commands that need no planning; the scope is made of what cannot end the text. A plan is kept for as long as its table
     * was not analysed again: one that was made while the table was small must not read all of it when it has grown.
     * Before PostgreSQL 18 a plan that has to read all nonetheless looks dear enough to be compiled, which none of ours is worth.
     */
    private static final String BEGIN =
            "begin; set local enable_seqscan = off; set local jit = off; set local sapa.company = '";

    /** Else the server plans a statement anew each time when it reckons that this set of arrays is cheaper than most. */
    private static final String KEEP_PLANS = "; set local plan_cache_mode = force_generic_plan";

    /** A transaction that was aborted answers COMMIT with ROLLBACK and no error; the command before it makes it one. */
    private static final String COMMIT = "set local plan_cache_mode = auto; commit";

    private final Pool pool;

    PlainTransaction(Pool pool) {
        this.pool = pool;
    }

    <T> Uni<T> run(Scope scope, Function<SqlConnection, Uni<T>> work, Function<SqlConnection, Uni<Void>> last) {
        return run(scope, false, work, last);
    }

    /**
     * Runs {@code work}, then {@code last}, then commits. Goes on to its end also when nobody waits for it any more.
     *
     * @param keepsPlans whether each statement's plan is made once, whatever its parameters are
     * @param last       sent together with COMMIT; its failure is the transaction's
     */
    <T> Uni<T> run(
            Scope scope,
            boolean keepsPlans,
            Function<SqlConnection, Uni<T>> work,
            Function<SqlConnection, Uni<Void>> last) {
        var begin = BEGIN + scope.value() + (keepsPlans ? "'" + KEEP_PLANS : "'");
        return pool.withConnection(connection -> {
            var begun = sent(connection.query(begin).execute());
            return Uni.createFrom()
                    .deferred(() -> work.apply(connection))
                    .call(() -> begun)
                    .call(() -> commit(connection, last))
                    .onFailure()
                    .call(failure -> rollBack(connection));
        });
    }

    private static Uni<Void> commit(SqlConnection connection, Function<SqlConnection, Uni<Void>> last) {
        var written = sent(last.apply(connection));
        var committed = sent(connection.query(COMMIT).execute());
        return written.chain(() -> committed).replaceWithVoid();
    }

    /** A connection that cannot even do this is broken, and the pool drops it. */
    private static Uni<Void> rollBack(SqlConnection connection) {
        return connection
                .query("rollback")
                .execute()
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /** Sends it now and remembers the answer. */
    private static <T> Uni<T> sent(Uni<T> statement) {
        var answer = statement.memoize().indefinitely();
        answer.subscribe().with(done -> {}, failure -> {});
        return answer;
    }
}
