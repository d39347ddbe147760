export type Values = Record<string, string | number>;

/**
 * Fills a message of the ICU kind, as far as the desk's words need it: `{name}` and
 * `{n, plural, one {# message} other {# messages}}`.
 */
export function fill(message: string, values: Values, language: string): string {
  let text = "";
  let at = 0;
  while (at < message.length) {
    const open = message.indexOf("{", at);
    if (open < 0) return text + message.slice(at);
    text += message.slice(at, open);
    const close = closing(message, open);
    const inner = message.slice(open + 1, close);
    const plural = /^\s*(\w+)\s*,\s*plural\s*,\s*(.*)$/su.exec(inner);
    if (plural) {
      const count = Number(values[plural[1] ?? ""] ?? 0);
      text += fill(chosen(plural[2] ?? "", count, language), values, language).replaceAll("#", String(count));
    } else {
      text += String(values[inner.trim()] ?? "");
    }
    at = close + 1;
  }
  return text;
}

function closing(message: string, open: number): number {
  let depth = 0;
  for (let at = open; at < message.length; at++) {
    if (message[at] === "{") depth++;
    else if (message[at] === "}" && --depth === 0) return at;
  }
  return message.length;
}

function chosen(choices: string, count: number, language: string): string {
  const byName = new Map<string, string>();
  const pattern = /(=?\w+)\s*\{/gu;
  for (let found = pattern.exec(choices); found; found = pattern.exec(choices)) {
    const open = pattern.lastIndex - 1;
    const close = closing(choices, open);
    byName.set(found[1] ?? "", choices.slice(open + 1, close));
    pattern.lastIndex = close + 1;
  }
  return byName.get(`=${count}`) ?? byName.get(new Intl.PluralRules(language).select(count)) ?? byName.get("other") ?? "";
}
