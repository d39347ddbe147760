import { describe, expect, it } from "vitest";
import { asDefinition, asForm, isComplete, keywordsOf, UNDEFINED } from "../src/settings/bot-form";

const bot = {
  name: "Asisten",
  enabled: true,
  answers: [{ topic: "Stok", keywords: ["stok", "ready stock"], text: "Produk mana?" }],
  fallback: null,
  hand_over: { keywords: ["petugas"], text: "Mohon tunggu." },
};

describe("the bot's form", () => {
  it("gives back what it was given", () => {
    expect(asDefinition(asForm(bot))).toEqual(bot);
  });

  it("takes keywords between commas, each once and trimmed", () => {
    expect(keywordsOf(" stok,  ready   stock ; stok\nharga,, ")).toEqual(["stok", "ready stock", "harga"]);
  });

  it("knows what is left empty", () => {
    expect(isComplete(asForm(bot))).toBe(true);
    expect(isComplete(UNDEFINED)).toBe(false);
    expect(isComplete({ ...asForm(bot), handOverText: "  " })).toBe(false);
    expect(isComplete({ ...asForm(bot), answers: [{ topic: "Stok", keywords: " , ", text: "Ya" }] })).toBe(false);
  });
});
