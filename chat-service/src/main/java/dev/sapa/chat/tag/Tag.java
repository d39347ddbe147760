package dev.sapa.chat.tag;

import dev.sapa.chat.conversation.ConversationView.TagView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A word that a company sorts its conversations by. */
@Entity
@Table(name = "tag")
@SuppressWarnings("UnusedVariable") // the table has more readers
class Tag {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String color;

    @Column(nullable = false, updatable = false)
    private boolean preset;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    private @Nullable Instant removedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Tag() {}

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Changes what is not null; true when the name is another one now. */
    boolean change(@Nullable String newName, @Nullable String newColor) {
        color = newColor == null ? color : newColor;
        if (newName == null || newName.equals(name)) {
            return false;
        }
        name = newName;
        return true;
    }

    /** From now on nothing gets it any more; closed conversations keep it. */
    void remove(Instant now) {
        removedAt = now;
    }

    TagView view() {
        return new TagView(id, name, color, preset);
    }
}
