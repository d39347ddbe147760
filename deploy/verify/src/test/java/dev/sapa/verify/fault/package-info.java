/** Breaks what lies between the suite, its servers and its clients, and tells what became of the messages. */
@NullMarked
package dev.sapa.verify.fault;

import org.jspecify.annotations.NullMarked;
