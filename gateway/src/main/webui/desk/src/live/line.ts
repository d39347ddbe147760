import { SapaClient, type Connection } from "@sapa/client";
import { useSyncExternalStore } from "react";
import { freshToken, session } from "../api/session";
import { useServerClock } from "./ticker";

/** The one socket of this page. */
let client: SapaClient | null = null;
const listeners = new Set<() => void>();

export function line(): SapaClient {
  if (!client) throw new Error("nobody is signed in");
  return client;
}

export function isOpen(): boolean {
  return client !== null;
}

export function openLine(): SapaClient {
  if (client) return client;
  const opened = new SapaClient({ token: () => freshToken(), scope: session()?.user.id ?? "desk" });
  client = opened;
  useServerClock(() => opened.serverNow());
  opened.on("connection", () => {
    for (const listener of listeners) listener();
  });
  opened.connect();
  for (const listener of listeners) listener();
  return opened;
}

export function closeLine() {
  client?.close();
  client = null;
  for (const listener of listeners) listener();
}

const IDLE: Connection = { state: "idle" };

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => client?.connection ?? IDLE,
  );
}

export function isOnline(connection: Connection): boolean {
  return connection.state === "online";
}
