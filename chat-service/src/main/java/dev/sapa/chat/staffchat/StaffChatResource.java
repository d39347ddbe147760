package dev.sapa.chat.staffchat;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The thread between one agent and those who oversee the company; nobody else sees it. */
@Path("/staff-chats/{staff}/messages")
class StaffChatResource {

    private final StaffChatService chats;
    private final Callers callers;

    StaffChatResource(StaffChatService chats, Callers callers) {
        this.chats = chats;
        this.callers = callers;
    }

    /** The last thousand, oldest first. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<StaffMessagesView> list(@RestPath UUID staff) {
        return callers.staff().chain(caller -> chats.list(caller, staff)).map(StaffMessagesView::new);
    }

    /** Says something; {@code auto_reply} lets the suite confirm an agent's words at once. */
    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    @ResponseStatus(201)
    public Uni<StaffMessage> say(@RestPath UUID staff, @NotNull @Valid SayRequest request) {
        return callers.staff()
                .chain(caller -> chats.say(caller, staff, request.text(), request.authorName(), request.autoReply()));
    }

    record SayRequest(
            @NotBlank @Size(max = 16_384) @Pattern(regexp = "[^\\x00]*", flags = Pattern.Flag.DOTALL)
            String text,

            @Nullable @Size(max = 200) @Pattern(regexp = "[^\\x00]*")
            String authorName,

            boolean autoReply) {}

    record StaffMessagesView(
            List<StaffMessage> items, @Nullable String nextCursor) {

        StaffMessagesView(List<StaffMessage> items) {
            this(items, null);
        }
    }
}
