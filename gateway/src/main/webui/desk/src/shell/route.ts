import { useSyncExternalStore, type MouseEvent } from "react";

const BASE = "/desk";

export interface Place {
  /** what follows /desk, without slashes at the ends: "", "c/0199…", "settings/people" */
  path: string;
  query: URLSearchParams;
}

const listeners = new Set<() => void>();
let place = read();

function read(): Place {
  const path = location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : location.pathname;
  return { path: path.replace(/^\/+|\/+$/gu, ""), query: new URLSearchParams(location.search) };
}

function tell() {
  place = read();
  for (const listener of listeners) listener();
}

window.addEventListener("popstate", tell);

export function href(path: string, query: Record<string, string | null | undefined> = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) asked.set(name, value);
  const text = asked.toString();
  return `${BASE}${path ? `/${path}` : "/"}${text ? `?${text}` : ""}`;
}

export function go(to: string, options: { replace?: boolean } = {}) {
  if (to === location.pathname + location.search) return;
  history[options.replace ? "replaceState" : "pushState"](null, "", to);
  tell();
}

export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );
}

export function currentPlace(): Place {
  return place;
}

/** For links: follows them within the page unless another tab or window is asked for. */
export function follow(event: MouseEvent<HTMLAnchorElement>) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const link = event.currentTarget;
  go(link.pathname + link.search);
}
