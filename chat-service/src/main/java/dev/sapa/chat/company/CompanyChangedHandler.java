package dev.sapa.chat.company;

import dev.sapa.events.CompanyChanged;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class CompanyChangedHandler implements EventHandler<CompanyChanged> {

    private final CompanyService companies;

    CompanyChangedHandler(CompanyService companies) {
        this.companies = companies;
    }

    @Override
    public String type() {
        return CompanyChanged.TYPE;
    }

    @Override
    public Class<CompanyChanged> payload() {
        return CompanyChanged.class;
    }

    @Override
    public Uni<Void> apply(Received<CompanyChanged> event) {
        return companies.apply(event);
    }

    @Override
    public Uni<Void> reconcile(Received<CompanyChanged> event) {
        return companies.reconcile(event);
    }
}
