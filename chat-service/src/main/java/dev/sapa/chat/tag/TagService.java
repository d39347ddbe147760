package dev.sapa.chat.tag;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView.TagView;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.log.Action;
import dev.sapa.chat.log.Actor;
import dev.sapa.chat.log.Deed;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A company's tags, and which conversations carry them. Conversations keep the names beside, for the send path; open ones
 * follow a change of name, closed ones keep the words that were true. The tag is always locked before conversations.
 */
@ApplicationScoped
public class TagService {

    private static final String COLOR_OF_CUSTOM_ONES = "#6c757d";
    private static final String TAG = "tag";
    private static final String READ = """
            select t.id, t.name, t.color, t.preset from tag t join conversation_tag ct on ct.tag_id = t.id
            where ct.conversation_id = $1 order by t.name
            """;

    private final TagRepository tags;
    private final ConversationService conversations;
    private final EventTransactions transactions;
    private final Clock clock;

    TagService(TagRepository tags, ConversationService conversations, EventTransactions transactions, Clock clock) {
        this.tags = tags;
        this.conversations = conversations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes a preset tag, unless there is one of that id or name, or was one of that id. */
    public Uni<Void> preset(UUID id, UUID company, String name, String color) {
        return transactions
                .readInSession(Scope.of(company), () -> tags.create(id, company, name, color, true, clock.instant()))
                .replaceWithVoid();
    }

    /** The tags of a conversation that the caller may see, sorted by name. */
    public Uni<List<TagView>> read(SqlConnection connection, UUID conversation) {
        return connection.preparedQuery(READ).execute(Tuple.of(conversation)).map(rows -> {
            var carried = new ArrayList<TagView>(rows.size());
            rows.forEach(row ->
                    carried.add(new TagView(row.getUUID(0), row.getString(1), row.getString(2), row.getBoolean(3))));
            return carried;
        });
    }

    Uni<List<TagView>> list(UUID company) {
        return transactions
                .readInSession(Scope.of(company), () -> tags.ofCompany(company))
                .map(TagService::views);
    }

    /** Overseers make presets, agents custom ones. */
    Uni<TagView> create(Caller.Staff staff, String name, String color) {
        var id = UuidCreator.getTimeOrderedEpoch();
        return transactions
                .readInSession(
                        Scope.of(staff.companyId()),
                        () -> tags.create(id, staff.companyId(), name, color, staff.oversees(), clock.instant()))
                .invoke(created -> {
                    if (!created) {
                        throw TagProblem.exists();
                    }
                })
                .replaceWith(new TagView(id, name, color, staff.oversees()));
    }

    Uni<TagView> change(Caller.Staff staff, UUID id, @Nullable String name, @Nullable String color) {
        return transactions.inSession(Scope.of(staff.companyId()), events -> lock(id).call(
                        tag -> name == null ? Uni.createFrom().voidItem() : requireFree(name, id))
                .call(tag -> tag.change(name, color)
                        ? retag(events, tag, Deed.of(Action.TAGGED, Actor.of(staff)))
                        : Uni.createFrom().voidItem())
                .map(Tag::view));
    }

    Uni<Void> remove(Caller.Staff staff, UUID id) {
        return transactions.inSession(
                Scope.of(staff.companyId()), events -> lock(id).invoke(tag -> tag.remove(clock.instant()))
                        .call(tag -> each(events, id, locked -> tags.detach(locked.id(), id)
                                .chain(() -> rename(locked, named(Action.UNTAGGED, staff, tag)))))
                        .replaceWithVoid());
    }

    /** Gives the conversation a tag of the company, or a custom one, which is made if there is none of that name. */
    Uni<List<TagView>> tag(Caller caller, UUID conversation, TagRequest.Choice choice) {
        return conversations
                .view(caller, conversation)
                .chain(seen -> transactions.inSession(Scope.of(seen.companyId()), events -> chosen(
                                seen.companyId(), choice)
                        .chain(tag ->
                                conversations.lock(events, conversation).chain(locked -> attach(locked, tag, caller)))
                        .chain(() -> tags.of(conversation))
                        .map(TagService::views)));
    }

    Uni<Void> untag(Caller caller, UUID conversation, UUID id) {
        return conversations
                .view(caller, conversation)
                .chain(seen -> transactions.inSession(Scope.of(seen.companyId()), events -> tags.findById(id)
                        .onItem()
                        .ifNull()
                        .failWith(TagProblem::notFound)
                        .chain(tag -> conversations
                                .lock(events, conversation)
                                .chain(locked -> detach(locked, tag, caller)))));
    }

    private Uni<Tag> chosen(UUID company, TagRequest.Choice choice) {
        var known = choice.tagId() == null ? byName(company, choice.name()) : tags.keep(choice.tagId());
        return known.onItem().ifNull().failWith(TagProblem::notFound);
    }

    private Uni<@Nullable Tag> byName(UUID company, @Nullable String text) {
        var name = TagRequest.requireName(text);
        var id = UuidCreator.getTimeOrderedEpoch();
        return tags.create(id, company, name, COLOR_OF_CUSTOM_ONES, false, clock.instant())
                .chain(() -> tags.keep(name));
    }

    private Uni<Void> attach(LockedConversation locked, Tag tag, Caller caller) {
        return tags.attach(locked.facts().companyId(), locked.id(), tag.id(), locked.now())
                .chain(isNew -> isNew
                        ? rename(locked, named(Action.TAGGED, caller, tag))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> detach(LockedConversation locked, Tag tag, Caller caller) {
        return tags.detach(locked.id(), tag.id())
                .chain(had -> had
                        ? rename(locked, named(Action.UNTAGGED, caller, tag))
                        : Uni.createFrom().failure(TagProblem.notFound()));
    }

    private Uni<Void> retag(Events events, Tag tag, Deed deed) {
        return each(events, tag.id(), locked -> rename(locked, deed.with(TAG, tag.name())));
    }

    /** Does something to every open conversation that carries the tag, one after the other. */
    private Uni<Void> each(Events events, UUID tag, Function<LockedConversation, Uni<Void>> change) {
        return tags.flush()
                .chain(() -> tags.carriers(tag))
                .chain(ids -> conversations.lockOpen(events, ids))
                .chain(all -> Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(locked -> change.apply(locked))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<Void> rename(LockedConversation locked, Deed deed) {
        return tags.of(locked.id())
                .chain(carried -> locked.tag(carried.stream().map(Tag::name).toList(), deed));
    }

    private Uni<Tag> lock(UUID id) {
        return tags.lock(id).onItem().ifNull().failWith(TagProblem::notFound);
    }

    private Uni<Void> requireFree(String name, UUID id) {
        return tags.isTaken(name, id)
                .invoke(taken -> {
                    if (taken) {
                        throw TagProblem.exists();
                    }
                })
                .replaceWithVoid();
    }

    private static Deed named(Action action, Caller caller, Tag tag) {
        return Deed.of(action, Actor.of(caller)).with(TAG, tag.name());
    }

    private static List<TagView> views(List<Tag> found) {
        return found.stream().map(Tag::view).toList();
    }
}
