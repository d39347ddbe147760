/** A code base in small whose classes each break one house rule, so that every rule is seen to fail. */
@NullMarked
package dev.sapa.verify.planted;

import org.jspecify.annotations.NullMarked;
