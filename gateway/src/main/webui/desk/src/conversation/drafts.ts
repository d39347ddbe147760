import { useSyncExternalStore } from "react";

/** What was written and not sent, for each conversation and for replies and notes apart. Kept in this browser. */
export type Mode = "reply" | "note";

const PREFIX = "sapa-draft:";
const listeners = new Set<() => void>();
let revision = 0;

export function draft(conversation: string, mode: Mode): string {
  return localStorage.getItem(`${PREFIX}${conversation}:${mode}`) ?? "";
}

export function keepDraft(conversation: string, mode: Mode, text: string) {
  const key = `${PREFIX}${conversation}:${mode}`;
  const before = localStorage.getItem(key) ?? "";
  if (before === text) return;
  try {
    if (text.trim()) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    return; // a full or refused storage must not keep anybody from writing
  }
  revision++;
  for (const listener of listeners) listener();
}

export function useDraft(conversation: string): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => draft(conversation, "reply"),
  );
}

export function draftsRevision(): number {
  return revision;
}
