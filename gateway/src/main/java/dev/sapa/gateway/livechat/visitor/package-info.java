/** The visitor's side: starting, contact details, linking an account, history, and what a session shows of itself. */
@NullMarked
package dev.sapa.gateway.livechat.visitor;

import org.jspecify.annotations.NullMarked;
