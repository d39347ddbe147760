import { h, icon } from "./dom";
import { field, isEmail } from "./field";
import type { Draft, Memory } from "./memory";
import type { Texts } from "./texts";
import type { Times } from "./time";

export interface Asked {
  name: "name" | "email" | "phone";
  optional: boolean;
}

interface Start {
  texts: Texts;
  memory: Memory;
  partOfDay: ReturnType<Times["partOfDay"]>;
  longest: number;
  topics: string[];
  /** what the page does not know of its visitor and the form asks for */
  asked: Asked[];
  /** the visitor's name and company, as far as the page knows them */
  known: string;
  company: string | null;
  /** address of the privacy policy */
  policy: string | null;
  begin: (said: Draft, button: HTMLButtonElement, note: HTMLElement) => void;
}

/** The form that a conversation begins with. What is typed survives a reload. */
export function startForm({ texts, memory, partOfDay, longest, topics, asked, known, company, policy, begin }: Start): HTMLElement {
  const draft: Draft = memory.draft;
  const save = (change: Draft) => {
    memory.draft = { ...memory.draft, ...change, key: undefined };
  };
  const fields = asked.map(({ name, optional }) => {
    const input = h("input", {
      name,
      type: name === "email" ? "email" : name === "phone" ? "tel" : "text",
      autocomplete: name === "phone" ? "tel" : name,
      "aria-required": optional ? null : "true",
      maxlength: "200",
      value: draft[name] ?? "",
      oninput: () => save({ [name]: input.value }),
    });
    return { name, optional, input, box: field(texts, texts[name], input, optional) };
  });
  const text = h("textarea", {
    rows: "3",
    name: "text",
    "aria-required": "true",
    maxlength: String(longest),
    oninput: () => save({ text: text.value }),
  });
  text.value = draft.text ?? "";
  const textBox = field(texts, texts.question, text, false);
  const chips = topics.map((topic, index) => {
    const input = h("input", {
      type: "radio",
      name: "topic",
      value: topic,
      checked: draft.topic ? draft.topic === topic : index === 0,
      onchange: () => save({ topic }),
    });
    return { input, label: h("label", {}, input, h("span", {}, topic)) };
  });
  const go = h("button", { class: "go", type: "submit" }, texts.start);
  const note = h("p", { class: "note", role: "alert" });
  return h(
    "form",
    {
      class: "sheet",
      novalidate: true,
      onsubmit: (event: Event) => {
        event.preventDefault();
        const mistakes = [
          ...fields.map(({ name, optional, input, box }) =>
            box.check(
              !optional && !input.value.trim()
                ? name === "email" ? texts.requiredEmail : name === "name" ? texts.requiredName : texts.required
                : name === "email" && input.value.trim() && !isEmail(input.value)
                  ? texts.requiredEmail
                  : "",
            ),
          ),
          textBox.check(text.value.trim() ? "" : texts.required),
        ].filter((mistake) => mistake !== null);
        if (mistakes.length > 0) {
          mistakes[0]!.focus();
          return;
        }
        const said = Object.fromEntries(fields.map(({ name, input }) => [name, input.value.trim()]));
        const topic = chips.find(({ input }) => input.checked)?.input.value;
        begin({ ...said, ...(topic ? { topic } : {}), text: text.value.trim() }, go, note);
      },
    },
    h(
      "div",
      { class: "body" },
      h("h3", {}, texts.hello(partOfDay, known)),
      h("p", { class: "lead" }, texts.lead),
      (known || company) &&
        h(
          "p",
          { class: "idn" },
          icon("shield"),
          h("span", {}, `${texts.knownAs} `, h("b", {}, company || known)),
        ),
      chips.length > 0 &&
        h("fieldset", {}, h("legend", {}, texts.topic), h("div", { class: "chips" }, ...chips.map(({ label }) => label))),
      ...fields.map(({ box }) => box.element),
      textBox.element,
    ),
    h(
      "div",
      { class: "act" },
      note,
      go,
      policy &&
        h(
          "p",
          {},
          ...texts
            .privacy("\u0000")
            .map((part) =>
              part === "\u0000"
                ? h("a", { href: policy, target: "_blank", rel: "noopener" }, texts.privacyLink)
                : part,
            ),
        ),
    ),
  );
}
