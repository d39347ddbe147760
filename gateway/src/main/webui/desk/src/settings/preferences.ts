import { useSyncExternalStore } from "react";

/** What a person chose for this browser. boot.js reads the same entry before the first paint. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  density: "comfortable" | "compact";
  language: "id" | "en";
  direction: "ltr" | "rtl";
  sound: boolean;
  volume: number;
  notifications: boolean;
  sendWith: "enter" | "ctrl-enter";
  singleKeys: boolean;
}

const KEY = "sapa-desk-settings";

const DEFAULTS: Preferences = {
  theme: "system",
  density: "comfortable",
  language: document.documentElement.lang === "en" ? "en" : "id",
  direction: "ltr",
  sound: true,
  volume: 0.6,
  notifications: false,
  sendWith: "enter",
  singleKeys: true,
};

let current: Preferences = { ...DEFAULTS, ...stored() };
const listeners = new Set<() => void>();
const dark = matchMedia("(prefers-color-scheme: dark)");

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
}

export function isDark(): boolean {
  return current.theme === "dark" || (current.theme === "system" && dark.matches);
}

function apply() {
  const root = document.documentElement;
  root.setAttribute("data-theme", isDark() ? "dark" : "light");
  root.setAttribute("data-mantine-color-scheme", isDark() ? "dark" : "light");
  root.setAttribute("data-density", current.density);
  root.lang = current.language;
  root.dir = current.direction;
  for (const listener of listeners) listener();
}

dark.addEventListener("change", apply);
window.addEventListener("storage", (event) => {
  if (event.key === KEY) {
    current = { ...DEFAULTS, ...stored() };
    apply();
  }
});

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>) {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  apply();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
