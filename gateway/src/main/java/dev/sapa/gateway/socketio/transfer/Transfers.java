package dev.sapa.gateway.socketio.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Hands users over at chat-service; what the user and the people then hear comes as any message does. */
@ApplicationScoped
class Transfers {

    private static final String MESSAGE = "User transferred to agent";

    private final Upstream upstream;

    Transfers(Upstream upstream) {
        this.upstream = upstream;
    }

    /** @param key null where nothing was shown; chat-service decides whether that does */
    Uni<ObjectNode> transfer(Transfer transfer, @Nullable String key, Trail trail) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("company", transfer.companyId())
                .put("user_id", transfer.userId())
                .put("context", transfer.context());
        return upstream.call(Call.post(Service.CHAT, "/hand-offs")
                        .json(body)
                        .bearer(key)
                        .asRepeatable()
                        .onBehalfOf(trail))
                .map(Answer::orThrow)
                .map(conversation -> answer(transfer, conversation));
    }

    private static ObjectNode answer(Transfer transfer, JsonNode conversation) {
        var answer = JsonNodeFactory.instance.objectNode().put("success", true).put("message", MESSAGE);
        describe(answer, transfer, conversation);
        describe(answer.putObject("data"), transfer, conversation);
        return answer;
    }

    private static void describe(ObjectNode into, Transfer transfer, JsonNode conversation) {
        into.put("session_id", conversation.path("id").asText())
                .put("user_id", transfer.userId())
                .put("company_id", transfer.companyId())
                .put("status", conversation.path("status").asText());
    }
}
