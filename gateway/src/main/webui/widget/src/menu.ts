import { h, icon } from "./dom";
import type { Texts } from "./texts";

/** What can be done with the conversation, behind three dots. */
export function menu(texts: Texts, download: () => void, end: () => void): HTMLElement {
  const items = h(
    "div",
    { class: "menu", hidden: true },
    h("button", { type: "button", onclick: () => pick(download) }, icon("dl"), texts.transcript),
    h("button", { type: "button", onclick: () => pick(end) }, icon("x"), texts.end),
  );
  const toggle = (show: boolean) => {
    items.hidden = !show;
    button.setAttribute("aria-expanded", String(show));
  };
  const pick = (action: () => void) => {
    toggle(false);
    button.focus();
    action();
  };
  const button = h(
    "button",
    {
      class: "ib",
      type: "button",
      "aria-label": texts.menu,
      "aria-expanded": "false",
      onclick: () => toggle(items.hidden),
    },
    icon("more"),
  );
  const box = h("div", { class: "menubox" }, button, items);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !items.hidden) {
      event.stopPropagation();
      pick(() => {});
    }
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget as Node | null)) {
      toggle(false);
    }
  });
  return box;
}
