/** Links that people follow to the front end. */
@NullMarked
package dev.sapa.auth.link;

import org.jspecify.annotations.NullMarked;
