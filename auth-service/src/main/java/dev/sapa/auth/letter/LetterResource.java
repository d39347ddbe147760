package dev.sapa.auth.letter;

import dev.sapa.auth.caller.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Mails of admins. 503 without a mail server; 429 for a company that has had many sent. */
@Path("/mails")
@RolesAllowed({"operator", "admin"})
class LetterResource {

    private static final String ADDRESS = "\\s*[^@\\s\\x00,;<>]+@[^@\\s\\x00,;<>]+\\s*";
    private static final String ONE_LINE = "[^\\p{Cntrl}]*";

    private final LetterService letters;
    private final CurrentCaller current;

    LetterResource(LetterService letters, CurrentCaller current) {
        this.letters = letters;
        this.current = current;
    }

    /**
     * Words of an admin's own.
     *
     * @param to      one address
     * @param subject one line
     * @param text    plain text
     */
    record Letter(
            @NotNull @Size(max = 254) @Pattern(regexp = ADDRESS)
            String to,

            @NotBlank @Size(max = 200) @Pattern(regexp = ONE_LINE)
            String subject,

            @NotBlank @Size(max = 20_000) String text) {}

    /** @param email of somebody of the caller's company */
    record Colleague(
            @NotNull @Size(max = 254) @Pattern(regexp = ADDRESS)
            String email) {}

    @POST
    @ResponseStatus(202)
    public Uni<Void> send(@NotNull @Valid Letter letter) {
        return letters.send(
                current.staff(), letter.to().strip(), letter.subject().strip(), letter.text());
    }

    /** Tells a colleague where to sign in. */
    @POST
    @Path("/welcome")
    @ResponseStatus(202)
    public Uni<Void> welcome(@NotNull @Valid Colleague colleague) {
        return letters.welcome(current.staff(), colleague.email().strip());
    }

    /** Has a link for a new password mailed to a colleague. */
    @POST
    @Path("/password-reset")
    @ResponseStatus(202)
    public Uni<Void> resetPassword(@NotNull @Valid Colleague colleague) {
        return letters.resetPassword(current.staff(), colleague.email().strip());
    }
}
