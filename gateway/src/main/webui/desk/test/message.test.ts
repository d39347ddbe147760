import { describe, expect, it } from "vitest";
import { en } from "../src/i18n/en";
import { id } from "../src/i18n/id";
import { fill } from "../src/i18n/message";

describe("words", () => {
  it("fill in what they are given", () => {
    expect(fill("Tutup percakapan dengan {name}?", { name: "Siti {x}" }, "id")).toBe("Tutup percakapan dengan Siti {x}?");
  });

  it("choose the plural of the language", () => {
    const message = "{n, plural, one {# message} other {# messages}}";
    expect(fill(message, { n: 1 }, "en")).toBe("1 message");
    expect(fill(message, { n: 3 }, "en")).toBe("3 messages");
    expect(fill(message, { n: 1 }, "id")).toBe("1 messages");
  });

  it("name the same things in both languages", () => {
    const names = (message: string) => [...new Set([...message.matchAll(/\{(\w+)[,}]/gu)].map((hit) => hit[1]))].sort();
    for (const key of Object.keys(id) as (keyof typeof id)[]) expect([key, names(en[key])]).toEqual([key, names(id[key])]);
  });
});
