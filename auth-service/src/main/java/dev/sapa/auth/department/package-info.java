/** Departments: the parts of a company that visitors turn to. */
@NullMarked
package dev.sapa.auth.department;

import org.jspecify.annotations.NullMarked;
