package dev.sapa.chat.serving;

import java.util.UUID;

/**
 * A conversation as far as serving its sides goes.
 *
 * @param visitorName by what the company knows the visitor
 * @param visitorSeq  the visitor has evidently seen everything up to here
 * @param staffSeq    the company's people have evidently seen everything up to here
 */
record ServedView(
        UUID conversationId,
        UUID companyId,
        UUID visitorId,
        String visitorName,
        long visitorSeq,
        long staffSeq,
        long lastSeq) {}
