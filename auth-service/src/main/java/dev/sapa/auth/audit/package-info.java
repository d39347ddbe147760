/** The record of what was done by whom: rows are added and never changed. */
@NullMarked
package dev.sapa.auth.audit;

import org.jspecify.annotations.NullMarked;
