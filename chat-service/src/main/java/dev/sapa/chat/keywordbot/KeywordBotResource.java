package dev.sapa.chat.keywordbot;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** What the company's built-in bot says. */
@Path("/keyword-bot")
class KeywordBotResource {

    private final KeywordBotService bots;
    private final Callers callers;

    KeywordBotResource(KeywordBotService bots, Callers callers) {
        this.bots = bots;
        this.callers = callers;
    }

    /** 404 when the company has defined none. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<Definition> get() {
        return callers.staff().chain(staff -> bots.definition(staff.companyId()));
    }

    /** Takes the place of what it said until now. */
    @PUT
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<Definition> define(@NotNull @Valid Definition definition) {
        return callers.staff().chain(staff -> bots.define(staff.companyId(), definition));
    }

    @DELETE
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<Void> remove() {
        return callers.staff().chain(staff -> bots.remove(staff.companyId()));
    }
}
