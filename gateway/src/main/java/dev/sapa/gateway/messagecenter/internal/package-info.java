/** What administrators and agents say to each other. */
@NullMarked
package dev.sapa.gateway.messagecenter.internal;

import org.jspecify.annotations.NullMarked;
