package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * What the chat API answered.
 *
 * @param body missing when there is none; the text itself when it is no JSON
 */
record VendorAnswer(int status, String text, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static VendorAnswer of(int status, String text) {
        return new VendorAnswer(status, text, parsed(text));
    }

    /** @throws SimulatorFailure when the status is none of those that mean success */
    VendorAnswer expect(int... expected) {
        for (var good : expected) {
            if (status == good) {
                return this;
            }
        }
        // What is no error of theirs is none to our caller either, but not what was asked for.
        throw status < 400
                ? new SimulatorFailure(502, "API returned status " + status, text)
                : SimulatorFailure.upstream(this);
    }

    private static JsonNode parsed(String text) {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
