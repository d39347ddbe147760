/** What one part tells the others within the process, after a commit. */
@NullMarked
package dev.sapa.routing.signal;

import org.jspecify.annotations.NullMarked;
