/** What separates a demonstration from production. */
@NullMarked
package dev.sapa.chat.demo;

import org.jspecify.annotations.NullMarked;
