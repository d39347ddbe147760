/** What the tests of all features share. */
@NullMarked
package dev.sapa.salesforce;

import org.jspecify.annotations.NullMarked;
