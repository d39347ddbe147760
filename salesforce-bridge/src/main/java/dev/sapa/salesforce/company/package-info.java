/** The companies, as auth-service tells of them. */
@NullMarked
package dev.sapa.salesforce.company;

import org.jspecify.annotations.NullMarked;
