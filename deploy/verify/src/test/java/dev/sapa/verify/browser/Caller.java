package dev.sapa.verify.browser;

import dev.sapa.verify.suite.Api;
import java.util.Map;

/** A visitor who is not looked at. */
record Caller(String session, Api api) {

    void says(String text) {
        api.post("/api/v2/chat/conversations/" + session + "/messages", Map.of("text", text))
                .expect(201);
    }
}
