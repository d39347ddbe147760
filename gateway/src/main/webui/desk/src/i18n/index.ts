import { preferences, usePreferences } from "../settings/preferences";
import { en } from "./en";
import { id, type Key } from "./id";
import { fill, type Values } from "./message";

export type { Key };

const WORDS = { id, en } as const;

export function t(key: Key, values: Values = {}): string {
  const language = preferences().language;
  return fill(WORDS[language][key], values, language);
}

/** The words in the language chosen now; whoever uses it is drawn again when the language changes. */
export function useT(): typeof t {
  usePreferences();
  return t;
}
