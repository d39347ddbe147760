/** The company's staff, as the dashboard shows them. */
@NullMarked
package dev.sapa.gateway.messagecenter.user;

import org.jspecify.annotations.NullMarked;
