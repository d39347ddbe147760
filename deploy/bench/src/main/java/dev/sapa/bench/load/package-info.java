/** Open-loop load: arrival times fixed beforehand, latency from the intended time, and an eye on the generator itself. */
@NullMarked
package dev.sapa.bench.load;

import org.jspecify.annotations.NullMarked;
