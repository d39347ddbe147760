import { describe, expect, it } from "vitest";
import { filled, fit, nextOpen, slashWord } from "../src/conversation/placeholders";

describe("canned replies", () => {
  it("are asked for by a slash at the beginning of a word, and nowhere else", () => {
    expect(slashWord("/den", 4)).toEqual({ from: 0, word: "den" });
    expect(slashWord("Baik. /de dan", 9)).toEqual({ from: 6, word: "de" });
    expect(slashWord("https://oss.go.id", 17)).toBeNull();
    expect(slashWord("1/2", 3)).toBeNull();
  });

  it("fill what is known and leave the rest to be typed", () => {
    const made = filled("Halo {{visitor.name}}, nomor {{ conversation.number }} sampai {{date}}.", { "visitor.name": "Siti", "conversation.number": "7" });
    expect(made.text).toBe("Halo Siti, nomor 7 sampai {{date}}.");
    expect(made.text.slice(...(made.open ?? [0, 0]))).toBe("{{date}}");
    expect(nextOpen(made.text, made.open?.[1] ?? 0)).toBeNull();
  });

  it("are ranked by the shortcut, then the title, then the text", () => {
    expect(fit("den", "denah", "x", "y")).toBe(0);
    expect(fit("den", "x", "Denah lokasi", "y")).toBe(2);
    expect(fit("den", "x", "y", "unggah denah")).toBe(4);
    expect(fit("dh", "denah", "x", "y")).toBe(5);
    expect(fit("zzz", "denah", "x", "y")).toBeNull();
  });
});
