package dev.sapa.gateway.livechat.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.CursorPages;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.Listing;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.session.TagItem;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The company's tags and those of a session, kept by chat-service. */
@ApplicationScoped
class Tags {

    private static final String PATH = "/tags";
    private static final Attempt READ =
            Attempt.failingWith("Failed to get tags").sayingSessionNotFound();
    private static final Attempt WRITE = Attempt.failingWith("Failed to save tag")
            .saying("tag-exists", 409, "tag with this name already exists")
            .saying("tag-not-found", 404, "Tag not found", "tag does not exist")
            .sayingSessionNotFound();

    private final NativeCalls services;
    private final CursorPages pages;

    Tags(NativeCalls services, CursorPages pages) {
        this.services = services;
        this.pages = pages;
    }

    /** Which tag a session gets: one that there is, by its id, or a custom one by name. */
    record SessionTagRequest(
            @Nullable String tagId, @Nullable String name) {

        /** Chat-service's tag of a conversation; what is null is not sent. */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Chosen(@Nullable UUID tagId, @Nullable String name) {}

        /** Fails with 400 when no tag is named. */
        Chosen chosen() {
            return Field.isBlank(tagId)
                    ? new Chosen(null, Field.required("tag_id", name))
                    : new Chosen(Field.uuid("tag_id", tagId), null);
        }
    }

    Uni<Envelope<List<TagItem>>> list(Staff asker, RoutingContext http) {
        return pages.all(asker, Listing.of(Service.CHAT, PATH, TagItem::of, READ), http)
                .map(tags -> Envelope.of("Tags retrieved successfully", tags));
    }

    Uni<Envelope<TagItem>> create(Staff by, @Nullable TagRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("name");
        }
        var call = Call.post(Service.CHAT, PATH).json(request.create());
        return one(services.answer(by, call, WRITE, http), "Tag created successfully");
    }

    Uni<Envelope<TagItem>> change(Staff by, UUID id, @Nullable TagRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("name");
        }
        var call = Call.patch(Service.CHAT, PATH + "/" + id).json(request.change());
        return one(services.answer(by, call, WRITE, http), "Tag updated successfully");
    }

    Uni<Envelope<Void>> delete(Staff by, UUID id, RoutingContext http) {
        return services.answer(by, Call.delete(Service.CHAT, PATH + "/" + id), WRITE, http)
                .map(deleted -> Envelope.plain("Tag deleted successfully"));
    }

    Uni<Envelope<List<TagItem>>> ofSession(Staff asker, UUID session, RoutingContext http) {
        return services.answer(asker, Call.get(Service.CHAT, conversation(session) + "?include=tags"), READ, http)
                .map(conversation -> Envelope.of("Session tags retrieved successfully", items(conversation, "tags")));
    }

    /** Answers all tags that the session has now. */
    Uni<Envelope<List<TagItem>>> add(Staff by, UUID session, @Nullable SessionTagRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("tag_id");
        }
        var call = Call.post(Service.CHAT, conversation(session) + PATH)
                .json(request.chosen())
                .asRepeatable();
        return services.answer(by, call, WRITE, http)
                .map(tags -> Envelope.of("Tag added successfully", items(tags, "items")));
    }

    Uni<Envelope<Void>> remove(Staff by, UUID session, UUID tag, RoutingContext http) {
        return services.answer(by, Call.delete(Service.CHAT, conversation(session) + PATH + "/" + tag), WRITE, http)
                .map(removed -> Envelope.plain("Tag removed successfully"));
    }

    private static String conversation(UUID id) {
        return "/conversations/" + id;
    }

    private static List<TagItem> items(NativeObject holder, String field) {
        return holder.objects(field).stream().map(TagItem::of).toList();
    }

    private static Uni<Envelope<TagItem>> one(Uni<NativeObject> tag, String message) {
        return tag.map(saved -> Envelope.of(message, TagItem.of(saved)));
    }
}
