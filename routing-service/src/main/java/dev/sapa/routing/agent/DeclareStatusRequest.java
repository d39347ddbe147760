package dev.sapa.routing.agent;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** @param status {@code online}, {@code busy}, {@code away} or {@code offline} */
record DeclareStatusRequest(
        @NotNull @Pattern(regexp = "online|busy|away|offline")
        String status) {}
