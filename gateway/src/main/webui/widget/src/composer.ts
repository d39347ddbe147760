import { h, icon } from "./dom";
import type { Texts } from "./texts";

const HIGHEST_PX = 132;

interface Host {
  readonly texts: Texts;
  readonly longest: number;
  /** what is written and not sent; survives a reload */
  unsent: string;
  readonly canSend: boolean;
  send(words: string): void;
  typing(isTyping: boolean): void;
  attach(files: File[]): void;
}

/** Where the visitor writes. */
export class Composer {
  readonly element: HTMLFormElement;
  readonly count = h("p", { class: "count", role: "status" });
  private readonly input: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;

  constructor(private readonly host: Host) {
    const { texts } = host;
    const chosen = h("input", {
      type: "file",
      class: "vh",
      multiple: true,
      tabindex: "-1",
      "aria-hidden": "true",
      onchange: () => {
        host.attach([...(chosen.files ?? [])]);
        chosen.value = "";
      },
    });
    const input = h("textarea", { rows: "1", "aria-label": texts.writeLabel, enterkeyhint: "send", dir: "auto" });
    input.value = host.unsent;
    this.input = input;
    this.send = h("button", { class: "snd", type: "submit", "aria-label": texts.send }, icon("send"));
    const submit = (event: Event) => {
      event.preventDefault();
      if (this.send.getAttribute("aria-disabled") === "true" || !host.canSend) {
        return;
      }
      const words = input.value.trim();
      input.value = "";
      host.unsent = "";
      this.grow();
      host.send(words);
      input.focus();
    };
    input.addEventListener("input", () => {
      host.unsent = input.value;
      host.typing(input.value.trim() !== "");
      this.grow();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        submit(event);
      }
    });
    input.addEventListener("blur", () => host.typing(false));
    input.addEventListener("paste", (event) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (pasted.length > 0) {
        event.preventDefault();
        host.attach(pasted);
      }
    });
    this.element = h(
      "form",
      { class: "cmp", onsubmit: submit },
      chosen,
      h("button", { class: "ib", type: "button", "aria-label": texts.attach, onclick: () => chosen.click() }, icon("clip")),
      input,
      this.send,
    );
  }

  draw(isHidden: boolean, placeholder: string): void {
    this.element.hidden = isHidden;
    this.count.hidden = isHidden;
    this.grow();
    this.input.placeholder = placeholder;
  }

  /** As high as its text, to a point. */
  grow(): void {
    const { input, host } = this;
    input.style.height = "";
    if (input.value) {
      input.style.height = `${Math.min(input.scrollHeight, HIGHEST_PX)}px`;
    }
    const over = [...input.value].length - host.longest;
    this.count.textContent = over > 0 ? host.texts.tooLong(over) : "";
    this.send.setAttribute("aria-disabled", String(!input.value.trim() || over > 0));
  }
}
