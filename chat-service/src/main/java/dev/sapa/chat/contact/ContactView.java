package dev.sapa.chat.contact;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask back.
 *
 * @param id stays the same however often the contact is said anew
 */
public record ContactView(
        UUID id,
        String name,
        String email,
        @Nullable String phone,
        @Nullable String position,
        @Nullable String companyName) {

    /** What {@link #of(Row)} reads, of a table or alias {@code k}. */
    public static final String COLUMNS = """
            k.id as contact_id, k.name as contact_name, k.email as contact_email, k.phone as contact_phone,
            k.position as contact_position, k.company_name as contact_company_name
            """;

    /** The contact in a row of {@link #COLUMNS}; null when there is none in it. */
    public static @Nullable ContactView of(Row row) {
        var id = row.getUUID("contact_id");
        return id == null
                ? null
                : new ContactView(
                        id,
                        row.getString("contact_name"),
                        row.getString("contact_email"),
                        row.getString("contact_phone"),
                        row.getString("contact_position"),
                        row.getString("contact_company_name"));
    }
}
