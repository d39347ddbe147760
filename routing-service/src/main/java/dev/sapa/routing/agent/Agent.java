package dev.sapa.routing.agent;

import dev.sapa.events.AgentPresenceChanged.Status;
import dev.sapa.events.StaffChanged.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A staff user as one who answers conversations.
 *
 * @param number      dense integer of the installation
 * @param active      false when it may no longer sign in
 * @param departments the departments it helps in; the first one is its home
 * @param languages   in which it answers well, in small letters, as {@code id} or {@code en-gb}
 * @param skills      what it knows, as its company calls it, in small letters
 * @param capacity    conversations it may have at once by automatic assignment
 * @param load        conversations it has or is offered now; above the capacity only by a person's hand
 * @param declared    what it said about itself; opening a socket never changes it
 * @param live        whether an open socket or a recent heartbeat vouches for it
 * @param lostAt      since when it is no longer live; null while it is, or when it never was
 * @param idleSince   when its spare capacity last increased
 */
public record Agent(
        UUID id,
        UUID company,
        long number,
        String name,
        Role role,
        boolean active,
        List<UUID> departments,
        List<String> languages,
        List<String> skills,
        int capacity,
        int load,
        Status declared,
        boolean live,
        @Nullable Instant lostAt,
        Instant idleSince,
        long presenceVersion,
        Instant presenceChangedAt) {

    /** Whether work may be given to it by itself, as far as its presence goes. */
    public boolean available() {
        return active && live && declared == Status.ONLINE;
    }

    public boolean hasRoom() {
        return load < capacity;
    }

    /**
     * Whether automatic assignment may consider it for work of this department; work of no department is for every
     * agent, while a supervisor helps only in the departments it is a member of.
     */
    public boolean helpsIn(@Nullable UUID department) {
        return switch (role) {
            case AGENT -> department == null || departments.contains(department);
            case SUPERVISOR -> department != null && departments.contains(department);
            case OPERATOR, ADMIN -> false;
        };
    }

    /** Whether a colleague may give it a conversation. */
    public boolean answersConversations() {
        return active && (role == Role.AGENT || role == Role.SUPERVISOR);
    }

    /** The department in which it answers a conversation of {@code department}: that one if it is a member, else its home. */
    public @Nullable UUID answersIn(@Nullable UUID department) {
        if (departments.isEmpty() || (department != null && departments.contains(department))) {
            return department;
        }
        return departments.get(0);
    }

    /** What others see: {@code offline} unless something vouches for it. */
    public Status status() {
        return live ? declared : Status.OFFLINE;
    }
}
