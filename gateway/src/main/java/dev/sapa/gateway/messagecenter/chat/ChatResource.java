package dev.sapa.gateway.messagecenter.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.messagecenter.CenterCalls;
import dev.sapa.gateway.messagecenter.Form;
import dev.sapa.gateway.messagecenter.Said;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Chats and their messages. Where the company is open, looking at them takes no token; all else does. */
@Path("/chats")
@Consumes(MediaType.WILDCARD)
class ChatResource {

    private static final Set<String> CHANNELS = Set.of("WhatsApp", "Telegram", "Email");
    private static final Set<String> SENDERS = Set.of(ChatLines.CUSTOMER, "agent");
    private static final int NAME_AT_MOST = 255;
    private static final int PHONE_AT_MOST = 40;
    private static final int ADDRESS_AT_MOST = 500;
    private static final int EMAIL_AT_MOST = 254;
    private static final int TEXT_AT_MOST = 16_384;

    private final CenterCalls services;
    private final Chats chats;
    private final ChatLines lines;
    private final ObjectMapper json;

    ChatResource(CenterCalls services, Chats chats, ChatLines lines, ObjectMapper json) {
        this.services = services;
        this.chats = chats;
        this.lines = lines;
        this.json = json;
    }

    @GET
    public Uni<List<ChatItem>> list(@Context RoutingContext http) {
        return chats.list(http);
    }

    @GET
    @Path("/{chat_id}")
    public Uni<ChatItem.Detail> detail(@RestPath("chat_id") String id, @Context RoutingContext http) {
        return chats.detail(Form.pathNumber("chat_id", id), http);
    }

    /** The customer's open chat on the channel; a new one begins with the bot. */
    @POST
    public Uni<ChatItem.Detail> open(@Nullable String body, @Context RoutingContext http) {
        return services.staff(http).chain(staff -> {
            var form = Form.of(body, json);
            var name = form.text("customer_name", 1, NAME_AT_MOST);
            var phone = form.text("customer_phone", 1, PHONE_AT_MOST);
            var email = form.optionalText("customer_email", 0, EMAIL_AT_MOST);
            var address = form.optionalText("customer_address", 0, ADDRESS_AT_MOST);
            var channel = form.word("channel", CHANNELS);
            if (!phone.isBlank() && phone.chars().noneMatch(Character::isDigit)) {
                form.fault("value_error", "customer_phone", "Value error, a telephone number has digits");
            }
            form.requireValid();
            return chats.open(
                    staff,
                    (channel == null ? "WhatsApp" : channel).toLowerCase(Locale.ROOT),
                    new Chats.Customer(phone, name, email, address),
                    http);
        });
    }

    /** Changes what the body names and leaves the rest. */
    @PATCH
    @Path("/{chat_id}")
    public Uni<ChatItem.Detail> change(
            @RestPath("chat_id") String id, @Nullable String body, @Context RoutingContext http) {
        var number = Form.pathNumber("chat_id", id);
        return services.staff(http).chain(staff -> {
            var form = Form.of(body, json);
            var change = new Chats.Change(
                    form.word("mode", Mode.ALL),
                    form.number("assigned_agent_id"),
                    form.flag("online"),
                    form.number("unread_count"));
            form.requireValid();
            return chats.change(staff, number, change, http);
        });
    }

    @DELETE
    @Path("/{chat_id}")
    public Uni<Said> delete(@RestPath("chat_id") String id, @Context RoutingContext http) {
        var number = Form.pathNumber("chat_id", id);
        return services.admin(http)
                .chain(admin -> chats.delete(admin, number, http))
                .replaceWith(new Said("Chat deleted successfully"));
    }

    @POST
    @Path("/{chat_id}/read")
    public Uni<Said> read(@RestPath("chat_id") String id, @Context RoutingContext http) {
        var number = Form.pathNumber("chat_id", id);
        return services.staff(http)
                .chain(staff -> chats.read(staff, number, http))
                .replaceWith(new Said("Messages marked as read"));
    }

    /** Says something as the agent who signed in, or writes down what the customer said. */
    @POST
    @Path("/messages")
    public Uni<ChatItem.Line> send(@Nullable String body, @Context RoutingContext http) {
        return services.staff(http).chain(staff -> {
            var form = Form.of(body, json);
            var chat = form.requiredNumber("chat_id");
            var text = form.text("text", 1, TEXT_AT_MOST);
            var sender = form.requiredWord("sender", SENDERS);
            form.requireValid();
            return lines.send(staff, chat, text, sender, http);
        });
    }

    @PATCH
    @Path("/messages/{message_id}")
    public Uni<ChatItem.Line> edit(
            @RestPath("message_id") String id, @Nullable String body, @Context RoutingContext http) {
        var number = Form.pathNumber("message_id", id);
        return services.staff(http).chain(staff -> {
            var form = Form.of(body, json);
            var text = form.text("text", 1, TEXT_AT_MOST);
            form.requireValid();
            return lines.edit(staff, number, text, http);
        });
    }

    @DELETE
    @Path("/messages/{message_id}")
    public Uni<Said> deleteMessage(@RestPath("message_id") String id, @Context RoutingContext http) {
        var number = Form.pathNumber("message_id", id);
        return services.staff(http)
                .chain(staff -> lines.delete(staff, number, http))
                .replaceWith(new Said("Message deleted successfully"));
    }
}
