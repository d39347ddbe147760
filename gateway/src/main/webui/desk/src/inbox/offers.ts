import type { Offer } from "@sapa/client";
import { useSyncExternalStore } from "react";
import { api } from "../api/http";
import type { Detail, OfferView } from "../api/types";
import { announceOffer } from "../shell/alerts";
import { conversations } from "./conversations";
import { fromView } from "./order";

/** An offer to this agent; what became of it stays to be read for a moment. */
export interface Proposal {
  id: string;
  conversationId: string;
  madeAt: number;
  expiresAt: number;
  waitingSince: number | null;
  department: string | null;
  firstLine: string | null;
  name: string | null;
  /** what a colleague who passed it on wants to be known */
  note: { by: string | null; text: string } | null;
  outcome: "open" | "taken" | "missed";
}

const FADE_MS = 4000;

let proposals: readonly Proposal[] = [];
/** conversations that came by an offer: whose agent knows */
const accepted = new Set<string>();
const listeners = new Set<() => void>();

function set(next: readonly Proposal[]) {
  proposals = next;
  for (const listener of listeners) listener();
}

export function openProposals(): readonly Proposal[] {
  return proposals.filter((one) => one.outcome === "open");
}

export function useProposals(): readonly Proposal[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => proposals,
  );
}

/** The offers that stand, by the server's word. */
export function setOffers(views: readonly OfferView[]) {
  const known = new Map(proposals.map((one) => [one.id, one]));
  const standing = views.map((view) => ({
    id: view.id,
    conversationId: view.conversation_id,
    madeAt: Date.parse(view.made_at),
    expiresAt: Date.parse(view.expires_at),
    waitingSince: Date.parse(view.waiting_since),
    department: view.department?.name ?? null,
    firstLine: known.get(view.id)?.firstLine ?? null,
    name: known.get(view.id)?.name ?? null,
    note: known.get(view.id)?.note ?? null,
    outcome: "open" as const,
  }));
  const fading = proposals.filter((one) => one.outcome !== "open");
  set([...standing, ...fading]);
  for (const one of standing) {
    if (!known.has(one.id)) {
      void describe(one.id, one.conversationId);
      announceOffer(one.id);
    }
  }
}

export function takeOffer(offer: Offer) {
  if (proposals.some((one) => one.id === offer.offerId)) return;
  set([
    ...proposals,
    {
      id: offer.offerId,
      conversationId: offer.conversationId,
      madeAt: Date.now(),
      expiresAt: Date.parse(offer.expiresAt),
      waitingSince: null,
      department: null,
      firstLine: null,
      name: null,
      note: null,
      outcome: "open",
    },
  ]);
  void describe(offer.offerId, offer.conversationId);
  announceOffer(offer.offerId);
}

/** Who it is and what it is about, which the frame does not say. */
async function describe(offerId: string, conversationId: string) {
  try {
    const view = await api<Detail>(`chat/conversations/${conversationId}`, { query: { include: "messages,log" } });
    conversations.take([fromView(view, conversations.get(conversationId))]);
    const messages = (view as Detail & { messages?: { author: string; text: string }[] }).messages ?? [];
    const passed = view.log?.findLast((line) => line.action === "transferred");
    const note = typeof passed?.detail?.note === "string" && passed.detail.note ? { by: passed.by?.name ?? null, text: passed.detail.note } : null;
    const first = messages.find((message) => message.author === "visitor")?.text ?? view.topic;
    set(
      proposals.map((one) =>
        one.id === offerId
          ? {
              ...one,
              firstLine: first,
              note,
              name: view.visitor.name ?? view.visitor.email ?? `#${view.number}`,
              department: one.department ?? view.department?.name ?? null,
              waitingSince: one.waitingSince ?? Date.parse(view.started_at),
            }
          : one,
      ),
    );
  } catch {
    // the offer can be answered without
  }
}

export function markAccepted(conversationId: string) {
  accepted.add(conversationId);
}

export function cameByOffer(conversationId: string): boolean {
  return accepted.has(conversationId);
}

export function forgetOffer(id: string, how: "accepted" | "declined" | "expired" | "withdrawn") {
  const known = proposals.find((one) => one.id === id);
  if (known && how === "accepted") markAccepted(known.conversationId);
  if (how === "accepted" || how === "declined") {
    set(proposals.filter((one) => one.id !== id));
    return;
  }
  set(proposals.map((one) => (one.id === id ? { ...one, outcome: how === "expired" ? "missed" : "taken" } : one)));
  setTimeout(() => set(proposals.filter((one) => one.id !== id)), FADE_MS);
}
