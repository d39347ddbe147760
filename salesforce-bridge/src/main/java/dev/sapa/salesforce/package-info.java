/** Conversations that are answered in Salesforce. */
@NullMarked
package dev.sapa.salesforce;

import org.jspecify.annotations.NullMarked;
