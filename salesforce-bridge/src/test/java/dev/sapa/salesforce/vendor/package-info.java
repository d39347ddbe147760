@NullMarked
package dev.sapa.salesforce.vendor;

import org.jspecify.annotations.NullMarked;
