/** Who has which conversation, and why: the ledger every way of assigning writes to. */
@NullMarked
package dev.sapa.routing.assignment;

import org.jspecify.annotations.NullMarked;
