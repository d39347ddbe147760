/** The dialect of the message centre's dashboard (seed 004): its paths, bodies, answers and errors. */
@NullMarked
package dev.sapa.gateway.messagecenter;

import org.jspecify.annotations.NullMarked;
