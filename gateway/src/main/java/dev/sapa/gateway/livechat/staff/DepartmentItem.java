package dev.sapa.gateway.livechat.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A department as the consoles list it. */
record DepartmentItem(
        @Nullable UUID id,
        String name,
        @JsonProperty("is_active") boolean active,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String desk) {

    static DepartmentItem of(NativeObject department) {
        return new DepartmentItem(
                department.id("id"), department.said("name"), department.isTrue("active"), department.text("desk"));
    }
}
