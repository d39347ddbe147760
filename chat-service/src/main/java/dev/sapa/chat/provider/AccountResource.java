package dev.sapa.chat.provider;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** The company's accounts with WhatsApp and others. */
@Path("/channels")
class AccountResource {

    private final AccountService accounts;
    private final Callers callers;

    AccountResource(AccountService accounts, Callers callers) {
        this.accounts = accounts;
        this.callers = callers;
    }

    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<AccountsView> list() {
        return callers.staff().chain(staff -> accounts.list(staff.companyId())).map(AccountsView::new);
    }

    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    @ResponseStatus(201)
    public Uni<AccountView> create(@NotNull @Valid AccountRequest request) {
        return callers.staff().chain(staff -> accounts.create(staff.companyId(), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<AccountView> find(@RestPath UUID id) {
        return callers.staff().chain(staff -> accounts.view(staff.companyId(), id));
    }

    /** Takes the place of what was set; secrets that are not given stay. */
    @PUT
    @Path("/{id}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<AccountView> change(@RestPath UUID id, @NotNull @Valid AccountRequest request) {
        return callers.staff().chain(staff -> accounts.change(staff.companyId(), id, request));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<Void> remove(@RestPath UUID id) {
        return callers.staff().chain(staff -> accounts.remove(staff.companyId(), id));
    }

    /** Tells the provider where to deliver, where it can be told. */
    @POST
    @Path("/{id}/registration")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Uni<RegistrationView> register(@RestPath UUID id) {
        return callers.staff()
                .chain(staff -> accounts.register(staff.companyId(), id))
                .map(RegistrationView::new);
    }

    record AccountsView(List<AccountView> items) {}

    /** @param answer the provider's */
    record RegistrationView(String answer) {}
}
