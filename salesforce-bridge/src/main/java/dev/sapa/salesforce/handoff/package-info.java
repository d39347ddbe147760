/** Conversations that are answered in Salesforce, from the transfer to the end. */
@NullMarked
package dev.sapa.salesforce.handoff;

import org.jspecify.annotations.NullMarked;
