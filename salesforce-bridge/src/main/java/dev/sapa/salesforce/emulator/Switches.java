package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import org.jspecify.annotations.Nullable;

/**
 * How an org misbehaves. All off is how Salesforce behaves.
 *
 * @param refuseBadIdentity   401 for an identity token that is no good, instead of an anonymous identity
 * @param tokenSeconds        life of tokens; 0 for the usual one
 * @param acceptDuplicates    a second use of an id is answered like the first, instead of 409
 * @param sessionRequired     417 until a message asks for a new session
 * @param messagesPerMinute   0 for the usual number
 * @param payloadAsText       entries carry their payload as text, as events do
 * @param dropAfter           a stream ends after so many events; 0 for never
 * @param stall               streams stay open and say nothing
 * @param duplicate           every event is sent twice
 * @param split               every event is sent in pieces
 * @param crlf                lines end with both characters
 * @param reverse             events that wait together are sent in reverse order
 * @param loseEvery           every so manieth event is not sent; 0 for none
 * @param forgetLastEventId   streams begin with what comes after their start, whatever they are asked to resume from
 * @param noise               events of an unknown type and data that is no JSON are sent between others
 * @param refuseStream        status with which streams are refused; 0 for none
 * @param pingMillis          0 for the usual time
 */
@JsonIgnoreProperties(ignoreUnknown = false)
record Switches(
        boolean refuseBadIdentity,
        int tokenSeconds,
        boolean acceptDuplicates,
        boolean sessionRequired,
        int messagesPerMinute,
        boolean payloadAsText,
        int dropAfter,
        boolean stall,
        boolean duplicate,
        boolean split,
        boolean crlf,
        boolean reverse,
        int loseEvery,
        boolean forgetLastEventId,
        boolean noise,
        int refuseStream,
        int pingMillis) {

    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @throws EmulatedFailure when it names a switch that there is not */
    static Switches of(@Nullable String json) {
        try {
            return Json.MAPPER.readValue(json == null ? "{}" : json, Switches.class);
        } catch (JsonProcessingException e) {
            throw EmulatedFailure.badRequest("No such switches: " + e.getOriginalMessage());
        }
    }

    String json() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of numbers can be written", e);
        }
    }
}
