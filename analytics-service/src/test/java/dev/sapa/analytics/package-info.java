/** What the tests of all features share. */
@NullMarked
package dev.sapa.analytics;

import org.jspecify.annotations.NullMarked;
