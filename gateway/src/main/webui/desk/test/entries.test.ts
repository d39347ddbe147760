import type { Message } from "@sapa/client";
import { describe, expect, it } from "vitest";
import { entriesOf } from "../src/conversation/entries";

const message = (seq: number, minute: number, senderType: Message["senderType"] = "customer", senderId = senderType): Message => ({
  seq,
  id: `m${seq}`,
  conversationId: "c",
  text: `${seq}`,
  senderType,
  senderId,
  messageType: "text",
  attachments: [],
  at: new Date(2026, 10, 20, 10, minute).toISOString(),
});
const note = (after: number, minute: number) => ({
  id: `n${after}`,
  conversation_id: "c",
  ordinal: after,
  after_seq: after,
  author: { id: "a", name: "Ani" },
  text: "!",
  mentions: [],
  client_note_id: null,
  posted_at: new Date(2026, 10, 20, 10, minute).toISOString(),
});
const made = (parts: Partial<Parameters<typeof entriesOf>[0]>) => entriesOf({ messages: [], pending: [], notes: [], log: [], unreadFrom: null, isFromStart: true, ...parts });
const keys = (parts: Partial<Parameters<typeof entriesOf>[0]>) => made(parts).map((entry) => (entry.kind === "day" ? "day" : entry.key));

describe("the log", () => {
  it("puts notes behind the message they were written after", () => {
    expect(keys({ messages: [message(1, 0), message(2, 5)], notes: [note(1, 2)] })).toEqual(["day", "m-1", "note-n1", "m-2"]);
    expect(keys({ messages: [message(1, 0), message(2, 5)], notes: [note(2, 6)] })).toEqual(["day", "m-1", "m-2", "note-n2"]);
  });

  it("leaves notes and deeds out that belong to history that is not loaded", () => {
    const log = [{ action: "assigned", at: new Date(2026, 10, 20, 9, 0).toISOString(), actor: "system", by: null, detail: null }];
    expect(keys({ messages: [message(7, 0)], notes: [note(3, 0)], log, isFromStart: false })).toEqual(["day", "m-7"]);
  });

  it("draws the unread line once, before the first unread message", () => {
    const entries = made({ messages: [message(1, 0, "agent"), message(2, 1), message(3, 2)], unreadFrom: 2 });
    expect(entries.map((entry) => entry.kind)).toEqual(["day", "message", "unread", "message", "message"]);
    expect(entries.find((entry) => entry.kind === "unread")).toMatchObject({ count: 2 });
  });

  it("groups what one person says within three minutes", () => {
    const entries = made({ messages: [message(1, 0), message(2, 2), message(3, 9), message(4, 10, "agent")] }).filter((entry) => entry.kind === "message");
    expect(entries.map((entry) => [entry.isFirst, entry.isLast])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });
});
