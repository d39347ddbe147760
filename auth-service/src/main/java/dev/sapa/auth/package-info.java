/** auth-service: companies, departments, staff, log-ins, keys and tokens. */
@NullMarked
package dev.sapa.auth;

import org.jspecify.annotations.NullMarked;
