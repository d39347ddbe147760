/** Somebody who can be called on in a note. */
export interface Mentionable {
  id: string;
  name: string;
}

/** As many as a note may call on. */
const MOST = 20;

/** What follows an @ that begins a word, if the caret stands in it; names have at most two words before they are found. */
export function atWord(text: string, caret: number): { from: number; word: string } | null {
  const hit = /(^|[\s(])@([\p{L}\p{M}\p{N}.'’_-]*(?: [\p{L}\p{M}\p{N}.'’_-]+)?)$/u.exec(text.slice(0, caret));
  return hit ? { from: hit.index + (hit[1]?.length ?? 0), word: hit[2] ?? "" } : null;
}

/** Whose name, or a later word of it, begins so; those of whom the name itself does come first. */
export function matching<T extends Mentionable>(word: string, people: readonly T[]): T[] {
  const wanted = word.toLowerCase();
  const rank = ({ name }: T) => {
    const low = name.toLowerCase();
    return low.startsWith(wanted) ? 0 : low.split(/\s+/u).some((one) => one.startsWith(wanted)) ? 1 : 2;
  };
  return people.filter((one) => rank(one) < 2).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

export interface Piece {
  text: string;
  /** whom it calls on; null for plain text */
  id: string | null;
}

/** A note's text in pieces: each @name of one of these people stands alone, the longest name first. */
export function pieces(text: string, people: readonly Mentionable[]): Piece[] {
  const byLength = [...people].filter((one) => one.name).sort((a, b) => b.name.length - a.name.length);
  const found: Piece[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const hit = text[at] === "@" && byLength.find(({ name }) => text.startsWith(name, at + 1) && !/^[\p{L}\p{N}]/u.test(text.slice(at + 1 + name.length)));
    if (hit) {
      if (plain) found.push({ text: plain, id: null });
      plain = "";
      found.push({ text: `@${hit.name}`, id: hit.id });
      at += hit.name.length + 1;
    } else {
      plain += text[at++];
    }
  }
  if (plain) found.push({ text: plain, id: null });
  return found;
}

/** Whom a note's text calls on. */
export function mentionsIn(text: string, people: readonly Mentionable[]): string[] {
  const ids = pieces(text, people).map((piece) => piece.id);
  return [...new Set(ids.filter((id) => id !== null))].slice(0, MOST);
}
