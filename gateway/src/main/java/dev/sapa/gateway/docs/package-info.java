/** The native APIs of all services as one OpenAPI document, and a page that shows it. */
@NullMarked
package dev.sapa.gateway.docs;

import org.jspecify.annotations.NullMarked;
