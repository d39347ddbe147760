/** What staff users do with sessions, each on its own or as an administrator. */
@NullMarked
package dev.sapa.gateway.livechat.desk;

import org.jspecify.annotations.NullMarked;
