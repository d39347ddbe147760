/** The measurements, one class each, and the command that runs them. */
@NullMarked
package dev.sapa.bench.scenario;

import org.jspecify.annotations.NullMarked;
