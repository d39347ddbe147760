import { afterEach, describe, expect, it, vi } from "vitest";
import css from "../src/style.css?raw";
import { firstName } from "../src/log";
import { Memory } from "../src/memory";
import { textsFor } from "../src/texts";
import { Times } from "../src/time";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** WCAG 2.x. */
function contrast(a: string, b: string): number {
  const light = (colour: string) => {
    const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, "$&$&") : colour;
    const [red, green, blue] = [1, 3, 5]
      .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function palette(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0]!;
  return Object.fromEntries(
    [...block.matchAll(/--([a-z0-9-]+): (?:var\(--sapa-[a-z-]+, )?(#[0-9a-f]{3,6})/g)].map((found) => [found[1], found[2]]),
  );
}

describe.each([
  ["light", palette(".root")],
  ["dark", { ...palette(".root"), ...palette('.root[data-theme="dark"]'), brand: "#1c2729" }],
])("in the %s theme", (_, colour) => {
  it.each([
    ["ink", "surface", 4.5], ["ink-2", "surface", 4.5], ["ink-3", "surface", 4.5], ["ink-3", "bg", 4.5],
    ["ink-3", "bubble-in", 4.5], ["ink", "bubble-in", 4.5], ["ink", "bubble-out", 4.5], ["ink-2", "bubble-out", 4.5],
    ["on-accent", "accent", 4.5], ["accent-ink", "surface", 4.5], ["accent-ink", "accent-soft", 4.5],
    ["ink-2", "accent-soft", 4.5], ["ink-2", "attn-soft", 4.5], ["bad-ink", "bad-soft", 4.5], ["bad-ink", "surface", 4.5],
    ["good-ink", "good-soft", 4.5], ["on", "brand", 4.5], ["line-strong", "surface", 3], ["focus", "surface", 3],
  ])("%s on %s has a contrast of %d at least", (front, ground, least) => {
    expect(contrast(colour[front]!, colour[ground]!)).toBeGreaterThanOrEqual(least);
  });
});

describe("texts", () => {
  it("come in Indonesian unless English is asked for", () => {
    expect(textsFor("en-GB").start).toBe("Start conversation");
    expect(textsFor("id").start).toBe("Mulai percakapan");
    expect(textsFor("jv").start).toBe("Mulai percakapan");
  });

  it("do not promise a minute that was not measured", () => {
    expect(textsFor("id").estimate(2, 4)).toBe("Perkiraan 2 – 4 menit");
    expect(textsFor("en").estimate(1, 1)).toBe("Less than a minute");
  });
});

describe("times", () => {
  const times = new Times("id-ID", textsFor("id"));

  it("name sizes as people do", () => {
    expect(times.size(84_000)).toBe("84 KB");
    expect(times.size(1_800_000)).toBe("1,8 MB");
  });

  it("tell today from yesterday", () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 28, 9, 5) });
    expect(times.day(new Date(2026, 10, 28, 0, 1).toISOString())).toBe("Hari ini");
    expect(times.day(new Date(2026, 10, 27, 23, 59).toISOString())).toBe("Kemarin");
    expect(times.clock(new Date(2026, 10, 28, 9, 5).toISOString())).toBe("09.05");
    expect(times.partOfDay()).toBe("pagi");
  });
});

describe("the memory", () => {
  it("knows the browser by one id, created once (S3-13)", () => {
    const stored = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    });
    const browser = new Memory("oss").browser;
    expect(browser).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Memory("oss").browser).toBe(browser);
    expect(stored.get("browser_uuid")).toBe(browser);
  });

  it("works where the browser keeps nothing", () => {
    vi.stubGlobal("localStorage", undefined);
    const memory = new Memory("oss");
    memory.unsent = "separuh kalimat";
    expect(memory.unsent).toBe("separuh kalimat");
    expect(memory.browser).toBe(memory.browser);
  });
});

it("calls people by their first name", () => {
  expect(firstName("Ayu Lestari")).toBe("Ayu");
  expect(firstName(undefined)).toBe("");
});
