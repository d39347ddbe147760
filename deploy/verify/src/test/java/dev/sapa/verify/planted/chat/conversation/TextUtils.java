package dev.sapa.verify.planted.chat.conversation;

/** Is a junk drawer. */
record TextUtils() {}
