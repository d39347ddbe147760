import { h, icon } from "./dom";
import type { Texts } from "./texts";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

export function isEmail(text: string): boolean {
  return EMAIL.test(text.trim());
}

export interface Field {
  element: HTMLElement;
  /** Shows what is wrong with it, or that nothing is; gives back where to put it right. */
  check: (mistake: string) => HTMLElement | null;
}

/** A labelled input that can say what is wrong with it; the word of a mistake goes as soon as something is typed. */
export function field(texts: Texts, label: string, input: HTMLInputElement | HTMLTextAreaElement, optional: boolean): Field {
  const id = `f-${input.name}`;
  const mistake = h("em", { id: `${id}-e` });
  input.id = id;
  const element = h(
    "div",
    { class: "fld" },
    h("label", { for: id }, label, optional && h("small", {}, ` ${texts.optional}`)),
    input,
    mistake,
  );
  const check = (text: string): HTMLElement | null => {
    element.classList.toggle("err", text !== "");
    mistake.replaceChildren(...(text ? [icon("warn"), text] : []));
    if (text) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", mistake.id);
      return input;
    }
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    return null;
  };
  input.addEventListener("input", () => input.hasAttribute("aria-invalid") && check(""));
  return { element, check };
}
