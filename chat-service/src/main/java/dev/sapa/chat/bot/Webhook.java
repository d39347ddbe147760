package dev.sapa.chat.bot;

import java.util.List;
import java.util.UUID;

/**
 * Where and how a company's bot is told what visitors say.
 *
 * @param name          as visitors see it
 * @param channels      where it answers first
 * @param answerSeconds how long it may take before people answer
 * @param handOverText  what visitors are told then
 */
record Webhook(
        UUID companyId,
        String url,
        String secret,
        boolean enabled,
        String name,
        List<String> channels,
        int answerSeconds,
        String handOverText) {

    WebhookView view() {
        return new WebhookView(url, enabled, name, channels, answerSeconds, handOverText, null);
    }

    /** With the secret, for the one answer that shows it. */
    WebhookView revealed() {
        return new WebhookView(url, enabled, name, channels, answerSeconds, handOverText, secret);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "Webhook[" + companyId + "]";
    }
}
