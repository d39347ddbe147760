import { Icon, type IconName } from "./icon";

/** First letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? "")][0] ?? "?";
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? "")][0] ?? "") : ([...(words[0] ?? "")][1] ?? "");
  return (first + last).toUpperCase();
}

const GLYPHS: Record<string, IconName> = { web: "web", widget: "web", portal: "web", whatsapp: "wa", telegram: "tg", email: "mail", mail: "mail" };

export function channelGlyph(channel: string): IconName {
  return GLYPHS[channel.toLowerCase()] ?? "web";
}

export function Avatar({ name, channel, glyph, size = "" }: { name: string; channel?: string; glyph?: IconName; size?: "" | "xs" | "xl" }) {
  return (
    <span className={`av ${size}`} aria-hidden="true">
      {initials(name)}
      {(glyph ?? channel) && (
        <i>
          <Icon name={glyph ?? channelGlyph(channel ?? "")} size={12} />
        </i>
      )}
    </span>
  );
}
