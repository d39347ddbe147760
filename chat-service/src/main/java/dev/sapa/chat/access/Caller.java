package dev.sapa.chat.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On whose behalf a request is made, as the credential proves it. */
public sealed interface Caller {

    /** The company the credential belongs to; null when it belongs to none. */
    @Nullable
    UUID companyId();

    /** Nobody known. */
    record Anonymous() implements Caller {
        @Override
        public @Nullable UUID companyId() {
            return null;
        }
    }

    /**
     * A person who works for the company.
     *
     * @param oversees    whether every conversation of the company is this person's business (supervisor and above)
     * @param departments those the person helps in
     * @param token       the credential itself, to ask another service on the person's behalf
     */
    record Staff(UUID id, UUID companyId, @Nullable String name, boolean oversees, Set<UUID> departments, String token)
            implements Caller {}

    /** The company's chatbot. */
    record Bot(UUID companyId, @Nullable UUID id, @Nullable String name) implements Caller {}

    /** The holder of the capability for one conversation. */
    record Visitor(Capability capability) implements Caller {
        @Override
        public UUID companyId() {
            return capability.companyId();
        }
    }

    /**
     * A visitor whom the company itself vouches for.
     *
     * @param userId the company's own name for its user
     */
    record CompanyUser(UUID companyId, String userId) implements Caller {}

    /**
     * Somebody who answers for the company from a system of the company's own, and whom it vouches for; no staff user.
     *
     * @param id   always the same for the same name
     * @param name the company's own name for that person
     */
    record CompanyAgent(UUID id, UUID companyId, String name) implements Caller {}

    /** The company's own backend, such as the licensing portal. */
    record Portal(UUID companyId) implements Caller {}

    /** Another service of the suite. */
    record Service(String name) implements Caller {
        @Override
        public @Nullable UUID companyId() {
            return null;
        }
    }
}
