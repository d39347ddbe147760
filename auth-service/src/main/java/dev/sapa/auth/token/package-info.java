/** Access tokens: the keys that sign them, how they are issued, and how ours are checked. */
@NullMarked
package dev.sapa.auth.token;

import org.jspecify.annotations.NullMarked;
