/** Files that people send: uploads streamed to a store, what may be uploaded, and downloads by capability. */
@NullMarked
package dev.sapa.chat.file;

import org.jspecify.annotations.NullMarked;
