import type { OutboxStore, Pending } from "./types";

/** Lost with the page. */
export function memoryOutbox(): OutboxStore {
  const kept = new Map<string, Pending>();
  return {
    load: () => [...kept.values()],
    put: (pending) => void kept.set(pending.clientMsgId, { ...pending }),
    remove: (id) => void kept.delete(id),
  };
}

/**
 * One entry per message, so that two tabs never overwrite each other's. A message that both send is one message: it has
 * one client_msg_id. Where the browser refuses storage, the entries are kept in memory.
 */
export function localOutbox(scope: string): OutboxStore {
  const memory = memoryOutbox();
  const prefix = `sapa.out.${scope}.`;
  return {
    load() {
      const found = new Map(memory.load().map((pending) => [pending.clientMsgId, pending]));
      try {
        for (let i = 0; i < localStorage.length; i++) {
          const key = localStorage.key(i);
          if (key?.startsWith(prefix)) {
            const pending = parse(localStorage.getItem(key));
            if (pending) {
              found.set(pending.clientMsgId, pending);
            }
          }
        }
      } catch {
        // Storage is refused: memory is all there is.
      }
      return [...found.values()].sort((a, b) => a.createdAt - b.createdAt || (a.clientMsgId < b.clientMsgId ? -1 : 1));
    },
    put(pending) {
      try {
        localStorage.setItem(prefix + pending.clientMsgId, JSON.stringify(pending));
      } catch {
        memory.put(pending);
      }
    },
    remove(id) {
      memory.remove(id);
      try {
        localStorage.removeItem(prefix + id);
      } catch {
        // It was in memory.
      }
    },
  };
}

function parse(text: string | null): Pending | null {
  try {
    const pending = JSON.parse(text ?? "") as Pending;
    return pending.clientMsgId && pending.conversationId ? pending : null;
  } catch {
    return null;
  }
}
