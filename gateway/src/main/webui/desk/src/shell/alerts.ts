import type { Message } from "@sapa/client";
import { t } from "../i18n";
import { conversations, nameOf } from "../inbox/conversations";
import { serverNow } from "../live/ticker";
import { preferences } from "../settings/preferences";
import { currentPlace, go, href } from "./route";
import { propose } from "./toast";
import { session } from "../api/session";
import { openProposals } from "../inbox/offers";

/**
 * What calls for a person, louder with time: the title, a sound, then a notification of the system. Only one tab makes
 * sound; nothing sounds twice within 3 s, in the first 2 s after loading, or while muted.
 */
const loadedAt = Date.now();
const APART_MS = 3000;
let lastSound = 0;
let mutedUntil = 0;
let isSpeaker = !("locks" in navigator);
let context: AudioContext | null = null;

if ("locks" in navigator) {
  void navigator.locks.request("sapa-desk-sound", () => {
    isSpeaker = true;
    return new Promise(() => undefined);
  });
}

export function toggleMute(): boolean {
  mutedUntil = mutedUntil > Date.now() ? 0 : Date.now() + 3_600_000;
  return mutedUntil > 0;
}

export function isMuted(): boolean {
  return mutedUntil > Date.now();
}

const TONES = {
  offer: [
    [660, 0],
    [880, 0.14],
  ],
  urgent: [
    [440, 0],
    [330, 0.16],
  ],
  tick: [[740, 0]],
} as const;

export function sound(kind: keyof typeof TONES, isTest = false) {
  const now = Date.now();
  const chosen = preferences();
  if (!isTest && (!chosen.sound || !isSpeaker || isMuted() || now - lastSound < APART_MS || now - loadedAt < 2000)) return;
  lastSound = now;
  try {
    context ??= new AudioContext();
    const at = context.currentTime;
    for (const [pitch, after] of TONES[kind]) {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = pitch;
      tone.type = "sine";
      loudness.gain.setValueAtTime(0.0001, at + after);
      loudness.gain.exponentialRampToValueAtTime(Math.max(0.001, chosen.volume * (kind === "tick" ? 0.12 : 0.3)), at + after + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + after + 0.3);
      tone.connect(loudness).connect(context.destination);
      tone.start(at + after);
      tone.stop(at + after + 0.32);
    }
  } catch {
    // a browser without sound still shows everything
  }
}

/** No text of the message: it may be read on a locked screen. */
function notify(tag: string, title: string, body: string, to: string) {
  if (!preferences().notifications || !("Notification" in window) || Notification.permission !== "granted") return;
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => {
    window.focus();
    go(to);
    shown.close();
  };
}

export function announceOffer(id: string) {
  sound("offer");
  setTimeout(() => {
    const proposal = openProposals().find((one) => one.id === id);
    if (proposal && document.hidden) notify(`offer-${id}`, t("notify.offer"), proposal.name ?? "", href(""));
  }, 5000);
  const proposal = openProposals().find((one) => one.id === id);
  if (!proposal) return;
  const until = proposal.expiresAt - serverNow() - 5000;
  if (until > 0) {
    setTimeout(() => {
      if (openProposals().some((one) => one.id === id)) sound("urgent");
    }, until);
  }
}

/** A conversation came by itself, or from a colleague. */
export function announceGiven(conversationId: string, name: string, isHandedOver: boolean) {
  sound("offer");
  if (document.hidden) notify(`conversation-${conversationId}`, t(isHandedOver ? "notify.handed" : "notify.given"), name, href(`c/${conversationId}`));
}

export function announceMessage(conversationId: string, message: Message) {
  const conv = conversations.get(conversationId);
  if (!conv || conv.agent?.id !== session()?.user.id) return;
  const isOpen = currentPlace().path === `c/${conversationId}` && !document.hidden;
  if (!isOpen) sound("tick");
  setTimeout(() => {
    const now = conversations.get(conversationId);
    if (!now || now.unread === 0 || !document.hidden || now.lastSeq !== message.seq) return;
    const unread = conversations.all().filter((one) => one.unread > 0 && one.agent?.id === session()?.user.id);
    if (unread.length > 3) notify("messages", t("notify.many", { n: unread.length }), "", href(""));
    else notify(`conversation-${conversationId}`, t("notify.message"), nameOf(now), href(`c/${conversationId}`));
  }, 10_000);
}

/** A colleague calls on this person in a note, in whatever conversation it is. */
export function announceMention(conversationId: string, author: string) {
  const to = href(`c/${conversationId}`);
  sound("tick");
  if (document.hidden) notify(`mention-${conversationId}`, t("notify.mention", { name: author }), "", to);
  if (currentPlace().path !== `c/${conversationId}`) propose(t("notify.mention", { name: author }), t("notify.open"), () => go(to));
}
