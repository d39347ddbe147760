package dev.sapa.verify.planted.gateway.livechat;

import dev.sapa.verify.planted.gateway.messagecenter.Detail;

/** One dialect that leans on another. */
record Envelope(Detail detail) {}
