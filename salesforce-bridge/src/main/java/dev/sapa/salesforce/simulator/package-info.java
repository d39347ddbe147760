/**
 * A client of Salesforce's chat API to try things out by hand: one page and the calls behind it. Knows nothing of the suite;
 * what it talks to may be Salesforce or the emulated one.
 */
@NullMarked
package dev.sapa.salesforce.simulator;

import org.jspecify.annotations.NullMarked;
