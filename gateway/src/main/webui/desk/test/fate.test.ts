import type { Delivery } from "@sapa/client";
import { describe, expect, it } from "vitest";
import { paceOf, reasonOf } from "../src/conversation/fate";

const now = Date.parse("2026-01-02T00:00:00Z");
const message = (state: Delivery["state"], posted_at = "2026-01-01T23:59:00Z", author: "agent" | "visitor" = "agent") => ({ author, posted_at, delivery: { state } });

describe("how often it is asked how messages fare", () => {
  it("soon for what is not with the provider, later for what may be read, not for the rest", () => {
    expect(paceOf([message("sent"), message("queued")], now)).toBe(10_000);
    expect(paceOf([message("delivered"), message("read")], now)).toBe(60_000);
    expect(paceOf([message("read"), message("failed"), message("received", undefined, "visitor")], now)).toBe(false);
    expect(paceOf([message("sent", "2025-12-31T00:00:00Z")], now)).toBe(false);
  });
});

describe("a reason", () => {
  it("is a word that says what to do, with what the provider said", () => {
    expect(reasonOf("window-closed")).toEqual({ word: "delivery.window-closed", detail: "" });
    expect(reasonOf("template-refused (132001)")).toEqual({ word: "delivery.template-refused", detail: "132001" });
  });

  it("that nobody knows is shown as it is", () => {
    expect(reasonOf("something new")).toEqual({ word: null, detail: "something new" });
  });
});
