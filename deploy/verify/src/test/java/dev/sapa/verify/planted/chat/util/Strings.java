package dev.sapa.verify.planted.chat.util;

/** Lies in a junk drawer. */
record Strings() {}
