@NullMarked
package dev.sapa.salesforce.connection;

import org.jspecify.annotations.NullMarked;
