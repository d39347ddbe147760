package dev.sapa.verify.planted.chat.conversation;

import jakarta.inject.Inject;

/** Takes its collaborator through a field. */
class Injected {

    @Inject
    Sleeper sleeper;
}
