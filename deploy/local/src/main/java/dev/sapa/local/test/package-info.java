/** The real servers as a test resource of the services. */
@NullMarked
package dev.sapa.local.test;

import org.jspecify.annotations.NullMarked;
