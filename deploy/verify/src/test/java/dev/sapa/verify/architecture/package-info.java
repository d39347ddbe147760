/** Holds the whole code base to the house rules, and shows that each rule can fail. */
@NullMarked
package dev.sapa.verify.architecture;

import org.jspecify.annotations.NullMarked;
