/** Programs run as child processes: started, watched, restarted and stopped. */
@NullMarked
package dev.sapa.local.process;

import org.jspecify.annotations.NullMarked;
