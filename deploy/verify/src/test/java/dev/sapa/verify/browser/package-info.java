/** Looks at the suite as people do: real pages in a real browser. */
@NullMarked
package dev.sapa.verify.browser;

import org.jspecify.annotations.NullMarked;
