import type { ConversationState, Message } from "@sapa/client";
import { useCallback, useSyncExternalStore } from "react";
import { api } from "../api/http";
import type { Detail, MessageView } from "../api/types";
import { awaiting, fromView, type Conv } from "./order";

type Listener = () => void;

/** How the socket names sides, as the services do. */
export const AUTHORS: Record<Message["senderType"], MessageView["author"]> = {
  customer: "visitor",
  agent: "agent",
  bot: "bot",
  system: "system",
};

/**
 * The conversations that this page knows, patched by what the socket tells. An older version never overwrites a newer
 * one; each row listens to its own conversation only.
 */
export class Conversations {
  private readonly byId = new Map<string, Conv>();
  private readonly ones = new Map<string, Set<Listener>>();
  private readonly alls = new Set<Listener>();
  /** what is being fetched, and whether it has to be fetched again then */
  private readonly asked = new Map<string, boolean>();
  /** how far each was read, as an answer from before that does not know */
  private readonly readUpTo = new Map<string, number>();
  /** rises whenever any conversation changed */
  revision = 0;

  get(id: string): Conv | undefined {
    return this.byId.get(id);
  }

  all(): Conv[] {
    return [...this.byId.values()];
  }

  take(convs: readonly Conv[]) {
    for (const conv of convs) this.put(conv);
    this.tell();
  }

  message(id: string, message: Message, isNews: boolean) {
    const conv = this.byId.get(id);
    if (!conv) {
      if (isNews) this.ask(id);
      return;
    }
    if (message.seq <= conv.lastSeq) return;
    const author = AUTHORS[message.senderType];
    const next: Conv = {
      ...conv,
      last: { seq: message.seq, author, type: message.messageType, text: message.text, at: Date.parse(message.at) },
      lastSeq: message.seq,
      unread: author === "visitor" ? conv.unread + 1 : author === "agent" ? 0 : conv.unread,
    };
    this.set({ ...next, unread: this.unread(next), awaitingSince: awaiting(next, conv) });
    this.tell();
  }

  state(id: string, state: ConversationState) {
    const conv = this.byId.get(id);
    if (!conv) {
      this.ask(id);
      return;
    }
    if (state.version <= conv.version) return;
    const next: Conv = {
      ...conv,
      status: state.status,
      responder: state.responder as Conv["responder"],
      agent: state.agent ?? (state.status === "waiting" ? null : conv.agent),
      version: state.version,
      endedAt: state.status === "closed" ? (conv.endedAt ?? Date.now()) : null,
    };
    this.set({ ...next, awaitingSince: awaiting(next, conv) });
    this.tell();
    if (state.status !== conv.status || state.agent?.id !== conv.agent?.id) this.ask(id);
  }

  read(id: string, seq: number) {
    this.readUpTo.set(id, Math.max(seq, this.readUpTo.get(id) ?? 0));
    const conv = this.byId.get(id);
    if (!conv) return;
    const unread = this.unread(conv);
    if (unread !== conv.unread) {
      this.set({ ...conv, unread });
      this.tell();
    }
  }

  /** Fetches one, once at a time; an answer that is under way may be from before what made somebody ask again. */
  ask(id: string) {
    if (this.asked.has(id)) {
      this.asked.set(id, true);
      return;
    }
    this.asked.set(id, false);
    api<Detail>(`chat/conversations/${id}`, { query: { include: "tags" } })
      .then((view) => this.take([fromView(view, this.byId.get(id))]))
      .catch(() => undefined)
      .finally(() => {
        const again = this.asked.get(id);
        this.asked.delete(id);
        if (again) this.ask(id);
      });
  }

  clear() {
    this.byId.clear();
    this.asked.clear();
    this.readUpTo.clear();
    this.tell();
  }

  subscribe(listener: Listener): () => void {
    this.alls.add(listener);
    return () => this.alls.delete(listener);
  }

  subscribeOne(id: string, listener: Listener): () => void {
    const listeners = this.ones.get(id) ?? new Set();
    this.ones.set(id, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.ones.delete(id);
    };
  }

  private unread(conv: Conv): number {
    return Math.min(conv.unread, Math.max(0, conv.lastSeq - (this.readUpTo.get(conv.id) ?? 0)));
  }

  private put(answer: Conv) {
    const before = this.byId.get(answer.id);
    if (before && answer.version < before.version) return;
    const conv = { ...answer, unread: this.unread(answer) };
    this.set(
      before
        ? {
            ...conv,
            visitorReadSeq: Math.max(conv.visitorReadSeq, before.visitorReadSeq),
            // what was asked before the newest message came knows neither it nor what it changed
            ...(before.lastSeq > conv.lastSeq && { last: before.last, lastSeq: before.lastSeq, unread: before.unread, awaitingSince: before.awaitingSince }),
          }
        : conv,
    );
  }

  private set(conv: Conv) {
    this.byId.set(conv.id, conv);
    for (const listener of this.ones.get(conv.id) ?? []) listener();
  }

  private scheduled = false;

  /** Lists are drawn once for whatever came together. */
  private tell() {
    this.revision++;
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      for (const listener of this.alls) listener();
    });
  }
}

export const conversations = new Conversations();

export function useConversation(id: string | null): Conv | undefined {
  const subscribe = useCallback((listener: Listener) => (id ? conversations.subscribeOne(id, listener) : () => undefined), [id]);
  return useSyncExternalStore(subscribe, () => (id ? conversations.get(id) : undefined));
}

export function useConversationsRevision(): number {
  return useSyncExternalStore(
    (listener) => conversations.subscribe(listener),
    () => conversations.revision,
  );
}

export function nameOf(conv: Pick<Conv, "visitor" | "number">): string {
  return conv.visitor.name?.trim() || conv.visitor.email || conv.visitor.ossUserId || `#${conv.number}`;
}
