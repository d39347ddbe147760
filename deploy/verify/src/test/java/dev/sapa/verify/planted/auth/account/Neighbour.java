package dev.sapa.verify.planted.auth.account;

import dev.sapa.verify.planted.chat.conversation.Egg;

/** Another service's type, used as if the two were one program. */
record Neighbour(Egg egg) {}
