package dev.sapa.verify.planted.chat.conversation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that everyone can see. */
@Entity
public class Ledger {
    @Id
    long id;
}
