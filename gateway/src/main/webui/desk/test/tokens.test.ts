import { describe, expect, it } from "vitest";
import { contrast } from "../src/settings/contrast";
import css from "../src/theme/tokens.css?raw";

function colors(theme: "light" | "dark"): Record<string, string> {
  const block = new RegExp(`\\[data-theme=${theme}\\]\\{([^}]*)\\}`, "u").exec(css)?.[1] ?? "";
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/gu)].map((hit) => [hit[1], hit[2]]));
}

const WORDS = [
  ["ink", "surface"],
  ["ink-2", "surface"],
  ["ink-3", "surface"],
  ["ink-3", "bg"],
  ["ink-3", "sunken"],
  ["ink-3", "sel"],
  ["ink-3", "bubble-in"],
  ["ink", "bubble-in"],
  ["ink", "bubble-out"],
  ["ink-2", "bubble-out"],
  ["on-accent", "accent"],
  ["accent-ink", "accent-soft"],
  ["accent-ink", "surface"],
  ["attn-ink", "attn-soft"],
  ["bad-ink", "bad-soft"],
  ["good-ink", "good-soft"],
  ["rail-ink", "rail"],
] as const;

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const color = colors(theme);

  it.each(WORDS)("lets %s be read on %s", (ink, ground) => {
    expect(contrast(color[ink] ?? "", color[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it("shows edges of controls and the focus", () => {
    for (const edge of ["line-strong", "focus"]) expect(contrast(color[edge] ?? "", color.surface ?? "")).toBeGreaterThanOrEqual(3);
  });
});
