/** The company's users and departments. */
@NullMarked
package dev.sapa.gateway.livechat.staff;

import org.jspecify.annotations.NullMarked;
