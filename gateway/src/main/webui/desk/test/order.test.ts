import { describe, expect, it } from "vitest";
import { awaiting, byNeed, heldOrder, type Conv } from "../src/inbox/order";

const conv = (change: Partial<Conv>): Conv => ({
  id: "c",
  number: 1,
  channel: "web",
  topic: "Izin",
  priority: "normal",
  status: "active",
  responder: "agent",
  visitor: { id: "v", name: "Siti", email: null, phone: null },
  agent: { id: "a", name: "Ani" },
  department: null,
  tags: [],
  version: 1,
  lastSeq: 1,
  unread: 0,
  visitorReadSeq: 0,
  last: null,
  startedAt: 1000,
  endedAt: null,
  closeReason: null,
  rating: null,
  awaitingSince: null,
  ...change,
});
const said = (author: "visitor" | "agent" | "bot" | "system", at: number) => ({ seq: 1, author, type: "text", text: "…", at });

describe("the order of the list", () => {
  it("puts who waits longest first, then the latest activity, and what is closed last", () => {
    const long = conv({ id: "long", awaitingSince: 10 });
    const short = conv({ id: "short", awaitingSince: 20 });
    const quiet = conv({ id: "quiet", last: said("agent", 50) });
    const closed = conv({ id: "closed", status: "closed", last: said("agent", 90) });
    expect([closed, quiet, short, long].sort(byNeed).map((one) => one.id)).toEqual(["long", "short", "quiet", "closed"]);
  });

  it("keeps every row where it is while the list is pointed at", () => {
    expect(heldOrder(["a", "b", "c"], ["c", "a", "b"], true)).toEqual(["a", "b", "c"]);
    expect(heldOrder(["a", "b", "c"], ["b", "c"], true)).toEqual(["a", "b", "c"]);
  });

  it("shows what is new at the end while it is pointed at, and in its place afterwards", () => {
    expect(heldOrder(["a", "b"], ["new", "b", "a"], true)).toEqual(["a", "b", "new"]);
    expect(heldOrder(["a", "b", "new"], ["new", "b", "a"], false)).toEqual(["new", "b", "a"]);
  });
});

describe("the wait of a visitor", () => {
  it("begins with the first word nobody answered, not with the last one", () => {
    const before = conv({ awaitingSince: 100, last: said("visitor", 100) });
    expect(awaiting(conv({ last: said("visitor", 500) }), before)).toBe(100);
  });

  it("ends with an answer, and while the assistant speaks or the conversation is closed there is none", () => {
    const before = conv({ awaitingSince: 100, last: said("visitor", 100) });
    expect(awaiting(conv({ last: said("agent", 500) }), before)).toBeNull();
    expect(awaiting(conv({ responder: "bot", last: said("visitor", 500) }), undefined)).toBeNull();
    expect(awaiting(conv({ status: "closed", last: said("visitor", 500) }), before)).toBeNull();
  });

  it("counts from the start while nobody has taken the conversation", () => {
    expect(awaiting(conv({ status: "waiting", agent: null }), undefined)).toBe(1000);
  });
});
