/** HTTP exchanges with other systems, bounded in time and size. */
@NullMarked
package dev.sapa.salesforce.exchange;

import org.jspecify.annotations.NullMarked;
