package dev.sapa.chat.channel;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.company.CompanyHint;
import dev.sapa.chat.company.CompanyService;
import dev.sapa.chat.conversation.ConversationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What comes in from a channel. A customer is whoever has the telephone number, and has one open conversation there. */
@Path("/channels")
class ChannelResource {

    private static final String CHANNEL = "[a-z][a-z0-9_-]{0,31}";
    private static final String NO_NUL = "[^\\x00]*";
    private static final String PHONE = "[^\\x00]*[0-9][^\\x00]*";

    private final ChannelService channels;
    private final CompanyService companies;
    private final Callers callers;

    ChannelResource(ChannelService channels, CompanyService companies, Callers callers) {
        this.channels = channels;
        this.companies = companies;
        this.callers = callers;
    }

    /** Opens the customer's conversation, with the company's bot; 200 with the open one when there is one. */
    @POST
    @Path("/{channel}/conversations")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.PORTAL, Role.SERVICE})
    public Uni<RestResponse<ConversationView>> open(
            @RestPath @Pattern(regexp = CHANNEL) String channel,
            @NotNull @Valid CustomerRequest customer,
            @RestHeader("X-Forwarded-Host") @Nullable String host,
            @RestHeader("X-Company") @Nullable String company) {
        return company(host, company)
                .chain(id -> channels.open(id, channel, customer.introduced()))
                .map(opened -> RestResponse.status(
                        opened.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        opened.conversation()));
    }

    /** Takes in a message; the same provider's id again changes nothing and gets the same answer. */
    @POST
    @Path("/{channel}/messages")
    @RolesAllowed({Role.ADMIN, Role.PORTAL, Role.SERVICE})
    public Uni<ChannelService.Taken> take(
            @RestPath @Pattern(regexp = CHANNEL) String channel,
            @NotNull @Valid IncomingRequest message,
            @RestHeader("X-Forwarded-Host") @Nullable String host,
            @RestHeader("X-Company") @Nullable String company) {
        return company(host, company).chain(id -> channels.take(id, channel, message.incoming()));
    }

    private Uni<UUID> company(@Nullable String host, @Nullable String named) {
        return callers.current()
                .chain(caller ->
                        companies.resolve(new CompanyHint(caller.companyId(), CompanyHint.hostName(host), named)))
                .map(known -> known.id());
    }

    /**
     * A customer.
     *
     * @param phone by which the customer is known
     */
    record CustomerRequest(
            @NotBlank @Size(max = 40) @Pattern(regexp = PHONE)
            String phone,

            @Nullable @Size(max = 255) @Pattern(regexp = NO_NUL)
            String name,

            @Nullable @Size(max = 254) @Pattern(regexp = NO_NUL)
            String email,

            @Nullable @Size(max = 500) @Pattern(regexp = NO_NUL)
            String address) {

        Customer introduced() {
            return new Customer(phone, name, email, address);
        }
    }

    /**
     * A message.
     *
     * @param messageId the provider's; null when it gives none, then a repeat is a message of its own
     */
    record IncomingRequest(
            @Nullable @Size(max = 255) @Pattern(regexp = NO_NUL)
            String messageId,

            @NotBlank @Size(max = 40) @Pattern(regexp = PHONE)
            String phone,

            @Nullable @Size(max = 255) @Pattern(regexp = NO_NUL)
            String name,

            @NotBlank String text) {

        ChannelService.Incoming incoming() {
            return new ChannelService.Incoming(messageId, new Customer(phone, name, null, null), text);
        }
    }
}
