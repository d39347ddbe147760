package dev.sapa.verify.planted.chat.conversation;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;

class LedgerRepository implements PanacheRepositoryBase<Ledger, Long> {}
