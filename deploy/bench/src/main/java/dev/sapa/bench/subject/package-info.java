/** What is measured: the suite, the peers, the servers under both, and their processes. */
@NullMarked
package dev.sapa.bench.subject;

import org.jspecify.annotations.NullMarked;
