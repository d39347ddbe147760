/** The refusal of the demonstration's secrets everywhere else. */
@NullMarked
package dev.sapa.analytics.demo;

import org.jspecify.annotations.NullMarked;
