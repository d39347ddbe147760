import type { ConversationState } from "@sapa/client";
import { useSyncExternalStore } from "react";
import { api } from "../api/http";
import type { Detail, LogLine, Named } from "../api/types";
import { serverNow } from "../live/ticker";
import { announceGiven } from "../shell/alerts";
import { conversations, nameOf } from "./conversations";
import { cameByOffer } from "./offers";
import { fromView } from "./order";

/** A conversation that a colleague has just given to this person. */
export interface Handover {
  conversationId: string;
  name: string;
  from: Named;
  isTransfer: boolean;
  note: string | null;
  department: Named | null;
}

/** What is older was told before, or while nobody was here. */
const NEWS_MS = 60_000;
const GIVEN = new Set(["assigned", "auto_assigned", "claimed", "transferred"]);

let handovers: readonly Handover[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Handover[]) {
  handovers = next;
  for (const listener of listeners) listener();
}

export function useHandovers(): readonly Handover[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => handovers,
  );
}

export function forgetHandover(conversationId: string) {
  if (handovers.some((one) => one.conversationId === conversationId)) set(handovers.filter((one) => one.conversationId !== conversationId));
}

/** Who gave the conversation to this person just now; null when nobody did, or it took it itself. */
export function givenBy(log: readonly LogLine[], me: string, now: number): { line: LogLine; from: Named | null } | null {
  const line = log.findLast((one) => GIVEN.has(one.action));
  if (!line || now - Date.parse(line.at) > NEWS_MS) return null;
  const to = line.detail?.agent_id;
  if (line.by?.id === me || (typeof to === "string" && to !== me)) return null;
  return { line, from: line.by };
}

/** The socket says who has a conversation, and not who gave it. */
export async function takeState(conversationId: string, state: ConversationState, had: string | null, me: string) {
  const isMine = state.status === "active" && state.agent?.id === me;
  if (!isMine) {
    forgetHandover(conversationId);
    return;
  }
  if (had === me) return;
  try {
    const view = await api<Detail>(`chat/conversations/${conversationId}`, { query: { include: "log,tags" } });
    conversations.take([fromView(view, conversations.get(conversationId))]);
    const given = view.agent?.id === me ? givenBy(view.log ?? [], me, serverNow()) : null;
    // what came by an offer was taken by this person, unless a colleague gives it later
    if (!given || (given.from === null && cameByOffer(conversationId))) return;
    const conv = conversations.get(conversationId);
    const name = conv ? nameOf(conv) : `#${view.number}`;
    announceGiven(conversationId, name, given.from !== null);
    if (!given.from) return;
    const note = given.line.detail?.note;
    set([
      ...handovers.filter((one) => one.conversationId !== conversationId),
      {
        conversationId,
        name,
        from: given.from,
        isTransfer: given.line.action === "transferred",
        note: typeof note === "string" && note ? note : null,
        department: view.department,
      },
    ]);
  } catch {
    // it stands in the list all the same
  }
}
