import type { SignedIn, Staff } from "./types";

/** Where the sign-in is kept; the name and the frame around it are those that earlier dashboards used. */
const KEY = "auth-storage";
const EARLY_MS = 30_000;

export interface Session {
  user: Staff;
  token: string;
  refreshToken: string;
  expiresAt: number;
}

type Listener = () => void;

let current: Session | null = stored();
let ended = false;
const listeners = new Set<Listener>();

function stored(): Session | null {
  try {
    const text = localStorage.getItem(KEY);
    const state = text ? (JSON.parse(text) as { state?: Partial<Session> }).state : null;
    return state?.token && state.refreshToken && state.user ? (state as Session) : null;
  } catch {
    return null;
  }
}

function keep(session: Session | null) {
  current = session;
  if (session) {
    ended = false;
    localStorage.setItem(KEY, JSON.stringify({ state: { ...session, isAuthenticated: true }, version: 0 }));
  } else {
    localStorage.removeItem(KEY);
  }
  for (const listener of listeners) listener();
}

window.addEventListener("storage", (event) => {
  if (event.key === KEY) {
    current = stored();
    if (current) ended = false;
    for (const listener of listeners) listener();
  }
});

export function session(): Session | null {
  return current;
}

export function isEnded(): boolean {
  return ended;
}

export function onSession(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function signedIn(answer: SignedIn) {
  keep({
    user: answer.user,
    token: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresAt: Date.now() + answer.expires_in * 1000,
  });
}

export function signedOut() {
  keep(null);
}

/** The log-in is over by the server's word; the page stays and asks to sign in again. */
function end() {
  ended = true;
  for (const listener of listeners) listener();
}

let refreshing: Promise<string | null> | null = null;

/** A token that is good for a while yet; null when the log-in is over. Throws when the server cannot be asked. */
export async function freshToken(refused?: string): Promise<string | null> {
  if (!current || ended) return null;
  if (current.token !== refused && current.expiresAt - Date.now() > EARLY_MS) return current.token;
  refreshing ??= refresh(refused).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Refresh tokens are good once: only one tab turns it in, the others read what it got. */
async function refresh(refused?: string): Promise<string | null> {
  const turn = async () => {
    const latest = stored();
    if (!latest) return null;
    if (latest.token !== refused && latest.expiresAt - Date.now() > EARLY_MS) {
      current = latest;
      return latest.token;
    }
    const answer = await fetch("/api/v2/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: latest.refreshToken }),
    });
    if (answer.status === 401 || answer.status === 403) {
      end();
      return null;
    }
    if (!answer.ok) throw new Error(`refresh answered ${answer.status}`);
    signedIn((await answer.json()) as SignedIn);
    return current?.token ?? null;
  };
  return navigator.locks ? navigator.locks.request("sapa-desk-refresh", turn) : turn();
}
