/** The refusal of the demonstration's secrets everywhere else. */
@NullMarked
package dev.sapa.salesforce.demo;

import org.jspecify.annotations.NullMarked;
