package dev.sapa.verify.planted.chat.conversation;

/** Sleeps on whatever thread calls it. */
class Sleeper {

    void nap() throws InterruptedException {
        Thread.sleep(1);
    }
}
