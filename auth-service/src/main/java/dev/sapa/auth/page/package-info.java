/** Lists a piece at a time, by cursor. */
@NullMarked
package dev.sapa.auth.page;

import org.jspecify.annotations.NullMarked;
