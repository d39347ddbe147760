/** The promises of the whole suite, each shown on packaged services that were started with one command. */
@NullMarked
package dev.sapa.verify.system;

import org.jspecify.annotations.NullMarked;
