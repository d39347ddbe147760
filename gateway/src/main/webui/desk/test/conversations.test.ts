import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
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

const message = { id: "m1", seq: 1, senderType: "customer", senderId: "v1", messageType: "text", text: "Halo", attachments: [], at: "2026-11-28T10:00:00Z" };

/** The same conversation as the service words it. */
const view = (lastSeq: number, unread: number) => ({
  ...conv,
  visitor: { ...conv.visitor, oss_user_id: null },
  last_seq: lastSeq,
  last_message: null,
  unread,
  started_at: "2026-11-28T10:00:00Z",
  ended_at: null,
  close_reason: null,
});

afterEach(() => vi.unstubAllGlobals());

describe("what the page knows of a conversation", () => {
  it("keeps what a message changed when an answer comes late that knows nothing of it", () => {
    const known = new Conversations();
    known.take([conv]);
    known.message("c1", message as never, true);
    expect(known.get("c1")?.unread).toBe(1);

    known.take([{ ...conv, version: 3 }]);
    expect(known.get("c1")).toMatchObject({ version: 3, lastSeq: 1, unread: 1, awaitingSince: Date.parse("2026-11-28T10:00:00Z") });
  });

  it("asks again when something happened while an answer was under way", async () => {
    const known = new Conversations();
    const answers: ((body: unknown) => void)[] = [];
    vi.stubGlobal("fetch", () => new Promise((resolve) => answers.push((body) => resolve(Response.json(body)))));
    known.ask("c1");
    known.ask("c1");
    known.ask("c1");
    await vi.waitFor(() => expect(answers).toHaveLength(1));

    answers[0]?.(view(1, 1));
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.(view(2, 2));

    await vi.waitFor(() => expect(known.get("c1")?.unread).toBe(2));
    expect(answers).toHaveLength(2);
  });

  it("stays read when an answer comes late that knows nothing of the reading", () => {
    const known = new Conversations();
    known.take([{ ...conv, lastSeq: 2, unread: 2 }]);
    known.read("c1", 2);

    known.take([{ ...conv, version: 3, lastSeq: 2, unread: 2 }]);
    expect(known.get("c1")?.unread).toBe(0);

    known.take([{ ...conv, version: 3, lastSeq: 3, unread: 3 }]);
    expect(known.get("c1")?.unread).toBe(1);
  });

  it("does not count a message that was read before the page heard of it", () => {
    const known = new Conversations();
    known.take([conv]);
    known.read("c1", 1);

    known.message("c1", { ...message, seq: 1 } as never, true);
    expect(known.get("c1")?.unread).toBe(0);

    known.message("c1", { ...message, seq: 2 } as never, true);
    expect(known.get("c1")?.unread).toBe(1);
  });
});
