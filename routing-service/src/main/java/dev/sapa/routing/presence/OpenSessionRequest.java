package dev.sapa.routing.presence;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** @param gateway which gateway holds the socket */
record OpenSessionRequest(
        @NotNull UUID staffId,
        @NotNull UUID companyId,
        @NotBlank @Size(max = 100) String gateway) {}
