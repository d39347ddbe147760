import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Conversations as Known } from "../src/inbox/conversations";
import type { Conv } from "../src/inbox/order";

const conv: Conv = {
  id: "c1",
  number: 1,
  channel: "web",
  topic: "Izin",
  priority: "normal",
  status: "active",
  responder: "agent",
  visitor: { id: "v1", name: "Dewi", email: null, phone: null },
  agent: { id: "a1", name: "Ayu" },
  department: null,
  tags: [],
  version: 2,
  lastSeq: 0,
  unread: 0,
  visitorReadSeq: 0,
  last: null,
  startedAt: 0,
  endedAt: null,
  closeReason: null,
  rating: null,
  awaitingSince: null,
};

let Conversations: typeof Known;

beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  vi.stubGlobal("window", { addEventListener: () => undefined });
  ({ Conversations } = await import("../src/inbox/conversations"));
});

describe("what the page knows of a conversation", () => {
  it("keeps what a message changed when an answer comes late that knows nothing of it", () => {
    const known = new Conversations();
    known.take([conv]);
    const message = { id: "m1", seq: 1, senderType: "customer", senderId: "v1", messageType: "text", text: "Halo", attachments: [], at: "2026-11-28T10:00:00Z" };
    known.message("c1", message as never, true);
    expect(known.get("c1")?.unread).toBe(1);

    known.take([{ ...conv, version: 3 }]);
    expect(known.get("c1")).toMatchObject({ version: 3, lastSeq: 1, unread: 1, awaitingSince: Date.parse("2026-11-28T10:00:00Z") });
  });
});
