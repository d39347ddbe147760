/** The dialect of the livechat portal and its consoles (seeds 002 and 003): their paths, bodies, answers and errors. */
@NullMarked
package dev.sapa.gateway.livechat;

import org.jspecify.annotations.NullMarked;
