import { describe, expect, it } from "vitest";
import { atWord, matching, mentionsIn, pieces } from "../src/conversation/mentions";

const ayu = { id: "1", name: "Ayu" };
const lestari = { id: "2", name: "Ayu Lestari" };
const joko = { id: "3", name: "Joko Prasetyo" };
const people = [ayu, lestari, joko];

describe("mentions in notes", () => {
  it("begins at an @ that begins a word", () => {
    expect(atWord("@", 1)).toEqual({ from: 0, word: "" });
    expect(atWord("Tanya @jo", 9)).toEqual({ from: 6, word: "jo" });
    expect(atWord("Tanya @Ayu Le", 13)).toEqual({ from: 6, word: "Ayu Le" });
    expect(atWord("surel b@contoh", 14)).toBeNull();
    expect(atWord("@Ayu Lestari tolong", 19)).toBeNull();
  });

  it("finds people by any word of their names, first names first", () => {
    expect(matching("pra", people)).toEqual([joko]);
    expect(matching("ayu", people)).toEqual([ayu, lestari]);
    expect(matching("", people)).toHaveLength(3);
    expect(matching("zz", people)).toEqual([]);
  });

  it("calls on whom the text names in full, the longest name winning", () => {
    expect(mentionsIn("@Ayu Lestari dan @Joko Prasetyo, mohon cek", people)).toEqual(["2", "3"]);
    expect(mentionsIn("@Ayu mohon cek, @Ayu!", people)).toEqual(["1"]);
    expect(mentionsIn("@Ayuningtyas tidak di sini, @Joko juga", people)).toEqual([]);
  });

  it("leaves the text as it was", () => {
    const text = "Untuk @Ayu Lestari: lihat a@b.id";
    expect(pieces(text, people)).toEqual([
      { text: "Untuk ", id: null },
      { text: "@Ayu Lestari", id: "2" },
      { text: ": lihat a@b.id", id: null },
    ]);
  });
});
