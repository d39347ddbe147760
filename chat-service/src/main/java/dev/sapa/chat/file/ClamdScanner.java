package dev.sapa.chat.file;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * ClamAV's daemon, by its command {@code INSTREAM}: pieces, each after its length in four bytes, ended by a length of
 * zero; the answer is {@code stream: OK} or {@code stream: <name> FOUND}. Its {@code StreamMaxLength} must not be smaller
 * than the largest file.
 */
final class ClamdScanner implements Scanner {

    private static final Logger LOG = Logger.getLogger(ClamdScanner.class);
    private static final int USUAL_PORT = 3310;
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int ANSWER_AT_MOST = 1_024;
    private static final Buffer COMMAND = Buffer.buffer("zINSTREAM\0");

    private final NetClient client;
    private final String host;
    private final int port;
    private final Duration timeout;

    ClamdScanner(Vertx vertx, URI url, Duration timeout) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS));
        this.host = url.getHost();
        this.port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
        this.timeout = timeout;
    }

    @Override
    public Uni<Scan> begin() {
        return orUnavailable(client.connect(port, host).compose(socket -> {
            var scan = new Stream(socket);
            return socket.write(COMMAND).map((Scan) scan);
        }));
    }

    private <T> Uni<T> orUnavailable(Future<T> step) {
        return UniHelper.toUni(step)
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("The malware scanner does not answer: %s", failure.getMessage()))
                .onFailure()
                .transform(failure -> FileProblem.scannerUnavailable());
    }

    private final class Stream implements Scan {

        private final NetSocket socket;
        private final Promise<String> verdict = Promise.promise();
        private final StringBuilder said = new StringBuilder();

        private Stream(NetSocket socket) {
            this.socket = socket;
            socket.handler(this::hear);
            socket.exceptionHandler(verdict::tryFail);
            socket.closeHandler(closed -> verdict.tryFail("It hung up"));
        }

        @Override
        public Uni<Void> add(Buffer piece) {
            return orUnavailable(
                    socket.write(Buffer.buffer().appendInt(piece.length()).appendBuffer(piece)));
        }

        @Override
        public Uni<Boolean> isClean() {
            return orUnavailable(socket.write(Buffer.buffer().appendInt(0))
                            .compose(sent -> verdict.future())
                            .compose(Stream::read))
                    .onTermination()
                    .invoke(this::abandon);
        }

        @Override
        public void abandon() {
            socket.close();
        }

        private void hear(Buffer bytes) {
            said.append(bytes.toString(StandardCharsets.UTF_8));
            int end = said.indexOf("\0");
            if (end >= 0) {
                verdict.tryComplete(said.substring(0, end));
            } else if (said.length() > ANSWER_AT_MOST) {
                verdict.tryFail("It talks too much");
            }
        }

        private static Future<Boolean> read(String verdict) {
            if (verdict.endsWith(" FOUND")) {
                LOG.infof("A file was refused: %s", verdict);
                return Future.succeededFuture(false);
            }
            return verdict.endsWith(": OK") ? Future.succeededFuture(true) : Future.failedFuture(verdict);
        }
    }
}
