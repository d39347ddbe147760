package dev.sapa.verify.planted.events;

import com.fasterxml.jackson.databind.JsonNode;

/** A contract that drags a library along. */
public record Framework(JsonNode payload) {}
