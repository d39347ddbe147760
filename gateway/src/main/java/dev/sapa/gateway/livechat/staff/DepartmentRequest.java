package dev.sapa.gateway.livechat.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import org.jspecify.annotations.Nullable;

/** A department to be, or what changes of one. */
record DepartmentRequest(
        @Nullable String name,
        @Nullable Boolean isActive,
        @Nullable Boolean active,
        @Nullable String desk) {

    /** Auth-service's department; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable String desk) {}

    /** Fails with 400 without a name. */
    Change create() {
        return new Change(Field.required("name", name), null, Field.said(desk));
    }

    Change change() {
        return new Change(Field.said(name), isActive == null ? active : isActive, Field.said(desk));
    }
}
