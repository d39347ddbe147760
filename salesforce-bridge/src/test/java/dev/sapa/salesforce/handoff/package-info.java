@NullMarked
package dev.sapa.salesforce.handoff;

import org.jspecify.annotations.NullMarked;
