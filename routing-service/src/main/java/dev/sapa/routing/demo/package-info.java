/** What only the demonstration has: its rules, and the refusal of its secrets everywhere else. */
@NullMarked
package dev.sapa.routing.demo;

import org.jspecify.annotations.NullMarked;
