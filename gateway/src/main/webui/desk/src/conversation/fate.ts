import type { Delivery, Message } from "@sapa/client";
import type { MessageView } from "../api/types";
import type { Key } from "../i18n";

const SOON_MS = 10_000;
const LATER_MS = 60_000;
/** Providers say nothing new of what is older. */
const FOLLOWED_MS = 24 * 3_600_000;

/** How messages fare with the provider, by their place in the conversation. */
export type Fates = ReadonlyMap<number, Delivery>;

/** When to ask again without having been told to: soon for what is not with the provider yet, later for what was not read, not at all for the rest. */
export function paceOf(items: readonly Pick<MessageView, "author" | "posted_at" | "delivery">[], now: number): number | false {
  const followed = items.filter((item) => item.author !== "visitor" && item.delivery && now - Date.parse(item.posted_at) < FOLLOWED_MS);
  if (followed.some((item) => item.delivery?.state === "queued")) return SOON_MS;
  return followed.some((item) => item.delivery?.state === "sent" || item.delivery?.state === "delivered") ? LATER_MS : false;
}

export function fateOf(message: Message, fates: Fates): Delivery | null {
  const fate = fates.get(message.seq) ?? message.delivery ?? null;
  return fate?.state === "received" ? null : fate;
}

const REASONS = new Set([
  "window-closed",
  "not-deliverable",
  "recipient-opted-out",
  "blocked-by-recipient",
  "template-refused",
  "credentials-refused",
  "rate-limited",
  "provider-unavailable",
  "provider-unreachable",
  "unconfirmed",
  "account-gone",
  "account-locked",
  "recipient-not-allowed",
  "held-back-by-whatsapp",
  "type-not-supported",
  "file-refused",
  "refused",
] as const);

const COMPLAINT = /^A message could not be delivered to the customer: (.+)$/u;

/** Why a message did not arrive, where the service's own line says so; null for any other line. */
export function complaintIn(text: string): string | null {
  return COMPLAINT.exec(text)?.[1] ?? null;
}

/** The word for a reason such as `refused (131000)`, and what the provider said with it. */
export function reasonOf(reason: string): { word: Key | null; detail: string } {
  const [, code = "", detail = ""] = /^([a-z-]+)(?:\s*\((.*)\))?$/u.exec(reason) ?? [];
  const known = [...REASONS].find((one) => one === code);
  return known ? { word: `delivery.${known}`, detail } : { word: null, detail: reason };
}
