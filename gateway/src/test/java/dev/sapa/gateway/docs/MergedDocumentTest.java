package dev.sapa.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MergedDocumentTest {

    private static final String CHAT = """
            {"info": {"description": "Visitors and messages"},
             "paths": {"/conversations/{id}": {"get": {
               "security": [{"bearer": []}],
               "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/View"}}}}}}}},
             "components": {"schemas": {"View": {"properties": {"next": {"$ref": "#/components/schemas/View"}}}},
                            "securitySchemes": {"bearer": {"type": "http"}}}}
            """;

    @Test
    void puts_paths_under_the_gateways_prefix_and_names_components_by_service() throws JsonProcessingException {
        var merged =
                new MergedDocument().with("chat", "/api/v2/chat", read(CHAT)).json();

        var get = merged.at("/paths/~1api~1v2~1chat~1conversations~1{id}/get");
        assertThat(get.at("/tags/0").asText()).isEqualTo("chat");
        assertThat(get.at("/security/0").has("chat.bearer")).isTrue();
        assertThat(get.at("/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/chat.View");
        assertThat(merged.at("/components/schemas/chat.View/properties/next/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/chat.View");
        assertThat(merged.at("/components/securitySchemes").has("chat.bearer")).isTrue();
    }

    @Test
    void keeps_equal_names_of_two_services_apart() throws JsonProcessingException {
        var merged = new MergedDocument()
                .with("chat", "/api/v2/chat", read(CHAT))
                .with("routing", "/api/v2/routing", read(CHAT))
                .json();

        assertThat(merged.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactly("chat.View", "routing.View");
        assertThat(merged.at("/paths")).hasSize(2);
    }

    @Test
    void says_which_service_did_not_answer() {
        var merged = new MergedDocument().without("auth").json();

        assertThat(merged.at("/tags/0/name").asText()).isEqualTo("auth");
        assertThat(merged.at("/tags/0/description").asText()).contains("did not answer");
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }
}
