/** Departments: their names. */
@NullMarked
package dev.sapa.analytics.department;

import org.jspecify.annotations.NullMarked;
