/** What a canned reply may name, and what stands for it here; what is not known stays to be typed. */
export type Known = Record<string, string | null | undefined>;

const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/gu;

export interface Filled {
  text: string;
  /** the first thing that is still to be typed: from, to */
  open: [number, number] | null;
}

export function filled(template: string, known: Known): Filled {
  const text = template.replace(PLACEHOLDER, (whole, name: string) => known[name] || whole);
  return { text, open: nextOpen(text, 0) };
}

export function nextOpen(text: string, from: number): [number, number] | null {
  PLACEHOLDER.lastIndex = 0;
  const found = new RegExp(PLACEHOLDER.source, "gu");
  found.lastIndex = from;
  const hit = found.exec(text);
  return hit ? [hit.index, hit.index + hit[0].length] : null;
}

/** The word after a slash that begins a word, if the caret stands in it. */
export function slashWord(text: string, caret: number): { from: number; word: string } | null {
  const before = text.slice(0, caret);
  const hit = /(^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(before);
  return hit ? { from: hit.index + (hit[1]?.length ?? 0), word: hit[2] ?? "" } : null;
}

/** How well a canned reply fits a word: lower is better, null is not at all. */
export function fit(word: string, shortcut: string, title: string, text: string): number | null {
  const wanted = word.toLowerCase();
  if (!wanted) return 3;
  const code = shortcut.toLowerCase();
  if (code.startsWith(wanted)) return 0;
  if (code.includes(wanted)) return 1;
  if (title.toLowerCase().includes(wanted)) return 2;
  if (text.toLowerCase().includes(wanted)) return 4;
  let at = 0;
  for (const letter of code) if (letter === wanted[at]) at++;
  return at === wanted.length ? 5 : null;
}
