/** Salesforce as its chat API shows it: tokens, conversations, entries and the stream of events. */
@NullMarked
package dev.sapa.salesforce.vendor;

import org.jspecify.annotations.NullMarked;
