import { useEffect, useRef, useSyncExternalStore } from "react";
import { preferences } from "../settings/preferences";
import { go, href } from "./route";

/** Everything a key can do, by name; views say what they offer while they are shown. */
export type Command =
  | "accept"
  | "decline"
  | "next"
  | "openAccepted"
  | "down"
  | "up"
  | "reply"
  | "note"
  | "transfer"
  | "close"
  | "pause"
  | "tags"
  | "unread"
  | "newest"
  | "panel"
  | "search"
  | "status"
  | "mute"
  | "back";

type Dialog = "sheet" | "palette" | null;

const commands = new Map<Command, (() => void)[]>();
let dialog: Dialog = null;
const listeners = new Set<() => void>();

export function openDialog(next: Dialog) {
  dialog = next;
  for (const listener of listeners) listener();
}

export function useDialog(): Dialog {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => dialog,
  );
}

export function run(command: Command): boolean {
  const act = commands.get(command)?.at(-1);
  act?.();
  return act !== undefined;
}

/** While the component is shown, the key does this; the newest one goes first. */
export function useCommand(command: Command, act: (() => void) | null) {
  const latest = useRef(act);
  latest.current = act;
  const isOffered = act !== null;
  useEffect(() => {
    if (!isOffered) return;
    const call = () => latest.current?.();
    const all = commands.get(command) ?? [];
    commands.set(command, all);
    all.push(call);
    return () => {
      all.splice(all.indexOf(call), 1);
    };
  }, [command, isOffered]);
}

const LETTERS: Record<string, Command> = {
  a: "accept",
  d: "decline",
  n: "next",
  j: "down",
  k: "up",
  r: "reply",
  i: "note",
  t: "transfer",
  E: "close",
  p: "pause",
  l: "tags",
  u: "unread",
  End: "newest",
  "]": "panel",
  "/": "search",
  Escape: "back",
};

const ALTS: Record<string, Command> = { a: "accept", x: "decline", n: "next", o: "openAccepted", s: "status", m: "mute" };

const PLACES: Record<string, string> = { i: "", b: "board", h: "history", r: "reports", s: "settings" };

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));
}

function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => region.offsetParent !== null);
}

function nextRegion(by: number) {
  const all = regions();
  if (all.length === 0) return;
  const at = all.findIndex((region) => region.contains(document.activeElement));
  const region = all[(at + by + all.length) % all.length];
  const inside = region?.querySelector<HTMLElement>("[data-region-focus], textarea, input, a[href], button");
  (inside ?? region)?.focus();
}

/** Listens to the keyboard until the returned function is called. */
export function bindKeys(): () => void {
  let isGoing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isCovered = false;

  /** Before anybody else hears of the key: what it closes is still open then. */
  function look() {
    isCovered = document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
  }

  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing) return;
    const key = event.key;
    const done = () => event.preventDefault();
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k") {
      openDialog("palette");
      return done();
    }
    if (key === "F6") {
      nextRegion(event.shiftKey ? -1 : 1);
      return done();
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      const command = ALTS[event.code.replace(/^Key/u, "").toLowerCase()];
      if (command && run(command)) done();
      return;
    }
    if (isCovered || isWriting(event.target)) return;
    if (!preferences().singleKeys && key.length === 1) return;
    if (isGoing) {
      isGoing = false;
      const place = PLACES[key.toLowerCase()];
      if (place !== undefined) {
        go(href(place));
        return done();
      }
    }
    if (key === "g") {
      isGoing = true;
      clearTimeout(timer);
      timer = setTimeout(() => {
        isGoing = false;
      }, 1500);
      return done();
    }
    if (key === "?") {
      openDialog("sheet");
      return done();
    }
    const command = LETTERS[key.length === 1 && !event.shiftKey ? key.toLowerCase() : key];
    if (command && run(command)) done();
  }

  window.addEventListener("keydown", look, true);
  document.addEventListener("keydown", onKey);
  return () => {
    clearTimeout(timer);
    window.removeEventListener("keydown", look, true);
    document.removeEventListener("keydown", onKey);
  };
}
