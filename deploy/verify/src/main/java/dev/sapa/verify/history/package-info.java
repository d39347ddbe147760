/** What clients did and saw, what was stored, and whether the two keep the promises I1 to I9. */
@NullMarked
package dev.sapa.verify.history;

import org.jspecify.annotations.NullMarked;
