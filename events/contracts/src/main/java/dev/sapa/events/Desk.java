package dev.sapa.events;

import org.jspecify.annotations.Nullable;

/** Where a conversation is answered: by the company's agents here, or in another system by way of a bridge. */
public enum Desk {
    SAPA,
    SALESFORCE;

    /** Records older than desks were all answered here. */
    static Desk orOurs(@Nullable Desk desk) {
        return desk == null ? SAPA : desk;
    }

    @Override
    public String toString() {
        return Wire.name(this);
    }
}
