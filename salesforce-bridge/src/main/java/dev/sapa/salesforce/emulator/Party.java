package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Somebody in a conversation. */
record Party(String role, String appType, String subject, String displayName) {

    static final Party SYSTEM = new Party("System", "conversation", "automatedProcess", "Automated Process");

    static Party endUser(String subject, String displayName) {
        return new Party("EndUser", "iamessage", subject, displayName);
    }

    static Party agent(String subject, String displayName) {
        return new Party("Agent", "agent", subject, displayName);
    }

    static Party bot(String displayName) {
        return new Party("Chatbot", "chatbot", "bot", displayName);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("role", role)
                .put("appType", appType)
                .put("subject", subject)
                .put("clientIdentifier", "");
    }
}
