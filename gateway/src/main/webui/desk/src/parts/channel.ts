import { t, type Key } from "../i18n";

const WORDS: Record<string, Key> = { web: "channel.web", widget: "channel.web", portal: "channel.web", whatsapp: "channel.whatsapp", telegram: "channel.telegram", email: "channel.email" };

/** A channel's name for people; one that nobody here knows goes by its own. */
export function channelWord(channel: string): string {
  const word = WORDS[channel.toLowerCase()];
  return word ? t(word) : channel;
}
