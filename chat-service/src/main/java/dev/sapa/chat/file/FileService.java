package dev.sapa.chat.file;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.access.Caller;
import dev.sapa.chat.company.CompanyLimits;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.Speaker;
import dev.sapa.events.Conversation.Status;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Uploads into conversations, and downloads by capability. */
@ApplicationScoped
class FileService {

    private static final String CONTINUE = "100-continue";

    /** What a form may weigh beside its file. */
    private static final int FORM_AT_MOST = 64 * 1024;

    private static final long MEBIBYTE = 1024 * 1024;

    private final ConversationReading reading;
    private final EventTransactions transactions;
    private final FileStore files;
    private final CompanyLimits limits;
    private final Depots depots;
    private final FileSettings settings;
    private final Vertx vertx;
    private final Upload.Desk desk;
    private final AtomicInteger underWay = new AtomicInteger();

    FileService(
            ConversationReading reading,
            EventTransactions transactions,
            FileStore files,
            CompanyLimits limits,
            Depots depots,
            Scanner scanner,
            FileSettings settings,
            Vertx vertx,
            Clock clock) {
        this.reading = reading;
        this.transactions = transactions;
        this.files = files;
        this.limits = limits;
        this.depots = depots;
        this.settings = settings;
        this.vertx = vertx;
        this.desk = new Upload.Desk(transactions, files, depots, scanner, settings, clock);
    }

    /** Emits when the file is kept as a whole. Nothing of the body is read before the caller is known to belong here. */
    Uni<FileView> upload(Caller caller, UUID conversation, HttpServerRequest request) {
        request.pause();
        return reading.visitorOf(caller)
                .map(visitor -> Speaker.of(caller, visitor))
                .call(speaker -> requireOpen(caller, conversation))
                .call(speaker -> requireRoom(speaker.companyId()))
                .chain(speaker -> seated(() -> receive(conversation, speaker, request)))
                .onTermination()
                .invoke(() -> drain(request));
    }

    /** The same for a file of an agent of another desk. */
    Uni<FileView> uploadAtDesk(Caller caller, UUID conversation, long epoch, HttpServerRequest request) {
        request.pause();
        return reading.read(caller, conversation, (connection, state) -> {
                    var speaker = Speaker.atDesk(state.facts().companyId(), epoch, null);
                    state.floor().of(speaker);
                    return Uni.createFrom().item(speaker);
                })
                .chain(speaker -> seated(() -> receive(conversation, speaker, request)))
                .onTermination()
                .invoke(() -> drain(request));
    }

    /** What is left of a refused body runs dry, so that the answer can be read; but nobody waits for it for ever. */
    private void drain(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
            vertx.setTimer(settings.silence().toMillis(), timer -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    /** The file, if the capability is its own. */
    Uni<StoredFile> find(UUID id, String capability) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> files.find(connection, id))
                .map(file -> {
                    if (file == null || !file.isOpenedBy(capability)) {
                        throw FileProblem.notFound();
                    }
                    return file;
                });
    }

    Multi<Buffer> content(StoredFile file) {
        return depots.of(file.store()).read(file.companyId(), file.id());
    }

    Multi<Buffer> content(StoredFile file, Span span) {
        return depots.of(file.store()).read(file.companyId(), file.id(), span);
    }

    private Uni<Void> requireOpen(Caller caller, UUID conversation) {
        return reading.read(caller, conversation, (connection, state) -> {
            if (state.facts().status() == Status.CLOSED) {
                throw ConversationProblem.closed();
            }
            return Uni.createFrom().voidItem();
        });
    }

    /** What the company has uploaded today leaves room for more; what is under way counts once it is there. */
    private Uni<Void> requireRoom(UUID company) {
        return limits.of(company)
                .chain(held -> held.uploadMbPerDay().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transactions
                                .readInConnection(
                                        Scope.of(company), connection -> files.uploadedInADay(connection, company))
                                .invoke(bytes -> {
                                    if (bytes >= held.uploadMbPerDay().getAsInt() * MEBIBYTE) {
                                        throw FileProblem.quotaExhausted();
                                    }
                                })
                                .replaceWithVoid());
    }

    private Uni<FileView> seated(Supplier<Uni<FileView>> upload) {
        if (underWay.incrementAndGet() > settings.atOnce()) {
            underWay.decrementAndGet();
            return Uni.createFrom().failure(FileProblem.tooManyUploads());
        }
        return Uni.createFrom().deferred(upload::get).onTermination().invoke(underWay::decrementAndGet);
    }

    private Uni<FileView> receive(UUID conversation, Speaker speaker, HttpServerRequest request) {
        requireSmallEnough(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        var form = Multipart.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        var upload = new Upload(UuidCreator.getTimeOrderedEpoch(), conversation, speaker, form, desk);
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        return body(request)
                .onItem()
                .transformToUniAndConcatenate(upload::take)
                .collect()
                .last()
                .chain(upload::finish)
                .ifNoItem()
                .after(settings.within())
                .failWith(FileProblem::tooSlow)
                .onFailure()
                .call(upload::abandon)
                .onCancellation()
                .call(upload::abandon)
                .map(StoredFile::view);
    }

    /** What says beforehand that it is too large need not be sent at all. */
    private void requireSmallEnough(@Nullable String bodyLength) {
        var atMost = settings.documentAtMost().asLongValue();
        if (bodyLength != null && (bodyLength.length() > 18 || Long.parseLong(bodyLength) > atMost + FORM_AT_MOST)) {
            throw FileProblem.tooLarge(atMost);
        }
    }

    private Multi<Buffer> body(HttpServerRequest request) {
        return MultiHelper.toMulti(request)
                .onFailure()
                .transform(failure -> FileProblem.cut())
                .ifNoItem()
                .after(settings.silence())
                .failWith(FileProblem::tooSlow);
    }
}
