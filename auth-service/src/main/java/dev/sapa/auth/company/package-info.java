/** Companies: the tenants of the installation, which everything else belongs to. */
@NullMarked
package dev.sapa.auth.company;

import org.jspecify.annotations.NullMarked;
