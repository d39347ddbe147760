package dev.sapa.routing.presence;

import java.util.List;

/** @param unknown sockets that no longer stand here; the gateway registers them again */
record BeatsView(List<String> unknown) {}
