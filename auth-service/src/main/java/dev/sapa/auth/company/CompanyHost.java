package dev.sapa.auth.company;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A host name that stands for a company. */
@Entity
@Table(name = "company_host")
class CompanyHost {

    @Id
    private String host;

    @Column(name = "company_id")
    private UUID companyId;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected CompanyHost() {}

    CompanyHost(String host, UUID companyId) {
        this.host = host;
        this.companyId = companyId;
    }

    String host() {
        return host;
    }

    UUID companyId() {
        return companyId;
    }
}
