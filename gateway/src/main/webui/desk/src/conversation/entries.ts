import type { Message, Pending } from "@sapa/client";
import type { LogLine, Note } from "../api/types";
import { dayOf } from "../i18n/day";

/** What stands in a log, one below the other. */
export type Entry =
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: string; count: number }
  | { kind: "message"; key: string; message: Message; isFirst: boolean; isLast: boolean }
  | { kind: "note"; key: string; note: Note }
  | { kind: "deed"; key: string; line: LogLine }
  | { kind: "pending"; key: string; pending: Pending };

const TOGETHER_MS = 3 * 60_000;

/** Deeds that are told in the log; the others are of use in the list of events only. */
const TOLD = new Set(["assigned", "auto_assigned", "claimed", "transferred", "returned", "closed", "rated", "paused", "resumed"]);

interface Parts {
  messages: readonly Message[];
  pending: readonly Pending[];
  notes: readonly Note[];
  log: readonly LogLine[];
  /** the first message that was unread when the conversation was opened */
  unreadFrom: number | null;
  isFromStart: boolean;
}

function isTogether(a: Message | undefined, b: Message | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.senderType === b.senderType &&
    a.senderId === b.senderId &&
    a.senderType !== "system" &&
    Math.abs(Date.parse(b.at) - Date.parse(a.at)) < TOGETHER_MS &&
    dayOf(a.at) === dayOf(b.at)
  );
}

/** Messages in their order, notes after the message they were written behind, deeds by their time, what waits at the end. */
export function entriesOf({ messages, pending, notes, log, unreadFrom, isFromStart }: Parts): Entry[] {
  const entries: Entry[] = [];
  const first = messages[0];
  const from = first && !isFromStart ? Date.parse(first.at) : 0;
  const deeds = log.filter((line) => TOLD.has(line.action) && Date.parse(line.at) >= from);
  const firstSeq = first?.seq ?? 0;
  const written = notes.filter((note) => isFromStart || note.after_seq >= firstSeq);
  let deed = 0;
  let note = 0;
  let lastDay = "";
  let isBroken = false;

  const openDay = (at: string) => {
    const day = dayOf(at);
    if (day !== lastDay) {
      lastDay = day;
      entries.push({ kind: "day", key: `day-${day}`, at: Date.parse(at) });
      isBroken = true;
    }
  };
  const putDeeds = (before: number) => {
    for (let next = deeds[deed]; next && Date.parse(next.at) < before; next = deeds[++deed]) {
      openDay(next.at);
      entries.push({ kind: "deed", key: `deed-${next.action}-${next.at}`, line: next });
      isBroken = true;
    }
  };
  const putNotes = (upTo: number) => {
    for (let next = written[note]; next && next.after_seq < upTo; next = written[++note]) {
      openDay(next.posted_at);
      entries.push({ kind: "note", key: `note-${next.id}`, note: next });
      isBroken = true;
    }
  };

  messages.forEach((message, at) => {
    putNotes(message.seq);
    putDeeds(Date.parse(message.at));
    openDay(message.at);
    if (message.seq === unreadFrom) {
      const count = messages.filter((one) => one.seq >= message.seq && one.senderType === "customer").length;
      entries.push({ kind: "unread", key: "unread", count });
      isBroken = true;
    }
    const previous = isBroken ? undefined : messages[at - 1];
    isBroken = false;
    const before = entries.at(-1);
    const isFirst = !isTogether(previous, message);
    if (!isFirst && before?.kind === "message") before.isLast = false;
    entries.push({ kind: "message", key: `m-${message.seq}`, message, isFirst, isLast: true });
  });
  putNotes(Number.POSITIVE_INFINITY);
  putDeeds(Number.POSITIVE_INFINITY);
  for (const one of pending) entries.push({ kind: "pending", key: `p-${one.clientMsgId}`, pending: one });
  return entries;
}
