package dev.sapa.auth.reset;

import dev.sapa.auth.caller.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/password-resets")
@PermitAll
class ResetResource {

    /**
     * Who forgot the password.
     *
     * @param login e-mail address or user name, in any case
     */
    record Forgotten(@NotBlank @Size(max = 254) String login) {}

    record Chosen(@NotBlank @Size(max = 1024) String newPassword) {}

    private final ResetMailService mails;
    private final ResetService resets;
    private final CurrentCaller current;

    ResetResource(ResetMailService mails, ResetService resets, CurrentCaller current) {
        this.mails = mails;
        this.resets = resets;
        this.current = current;
    }

    /** Has a link mailed to whoever has that log-in name. The answer is the same, and as quick, when nobody has. */
    @POST
    @ResponseStatus(202)
    public Uni<Void> forgot(@NotNull @Valid Forgotten request) {
        return mails.request(request.login());
    }

    /** Sets a new password by the token of a link, once, and ends every log-in. */
    @POST
    @Path("/{token}")
    @ResponseStatus(204)
    public Uni<Void> choose(@RestPath @Size(max = 100) String token, @NotNull @Valid Chosen request) {
        return resets.redeem(token, request.newPassword(), current.address());
    }
}
