package dev.sapa.verify.planted.chat.unmarked;

/** Stands in a package without package-info. */
record Unmarked() {}
