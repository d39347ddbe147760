/** Serves the web front ends: the desk, the widget and the page that shows it. */
@NullMarked
package dev.sapa.gateway.web;

import org.jspecify.annotations.NullMarked;
