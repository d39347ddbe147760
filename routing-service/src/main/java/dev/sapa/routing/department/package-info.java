/** The departments of the companies, as auth-service tells them. */
@NullMarked
package dev.sapa.routing.department;

import org.jspecify.annotations.NullMarked;
