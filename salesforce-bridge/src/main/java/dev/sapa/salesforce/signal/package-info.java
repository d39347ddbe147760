/** Who is typing, between the gateways and Salesforce. */
@NullMarked
package dev.sapa.salesforce.signal;

import org.jspecify.annotations.NullMarked;
