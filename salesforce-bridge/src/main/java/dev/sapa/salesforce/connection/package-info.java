/** How a company's Salesforce is reached: its settings, its keys, and whether they work. */
@NullMarked
package dev.sapa.salesforce.connection;

import org.jspecify.annotations.NullMarked;
