/** What is kept encrypted: keys and secrets of companies. */
@NullMarked
package dev.sapa.salesforce.vault;

import org.jspecify.annotations.NullMarked;
