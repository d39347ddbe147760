/** Runs the suite as a user would and talks to it as its clients do, over HTTP and raw WebSockets only. */
@NullMarked
package dev.sapa.verify.suite;

import org.jspecify.annotations.NullMarked;
