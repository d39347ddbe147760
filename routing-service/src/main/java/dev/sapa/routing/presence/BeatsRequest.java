package dev.sapa.routing.presence;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** @param sessions the sockets that the gateway has open now, at most 20,000 at a time */
record BeatsRequest(
        @NotBlank @Size(max = 100) String gateway,
        @NotNull @Size(max = 20_000) List<@NotBlank @Size(max = 100) String> sessions) {}
