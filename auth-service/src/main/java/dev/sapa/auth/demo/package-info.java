/** The demo: companies, departments and people with known ids, and with passwords that everybody knows. */
@NullMarked
package dev.sapa.auth.demo;

import org.jspecify.annotations.NullMarked;
