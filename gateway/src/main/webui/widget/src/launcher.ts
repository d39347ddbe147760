import type { Message } from "@sapa/client";
import { h, icon, mark } from "./dom";
import type { Texts } from "./texts";

interface Host {
  readonly texts: Texts;
  /** the button's words; empty for the mark alone, null for ours */
  readonly label: string | null;
  open(): void;
}

/** What stands on the page: a button with the number of messages not read, and once the newest of them beside it. */
export class Launcher {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  private readonly tease = h("div", { class: "tease" });
  private dismissed = 0;

  constructor(private readonly host: Host) {
    this.button = h("button", {
      class: "launch",
      type: "button",
      "aria-expanded": "false",
      "aria-controls": "panel",
      onclick: () => host.open(),
    });
    this.element = h("div", { class: "dock" }, this.tease, this.button);
  }

  draw(isOpen: boolean, unread: number, newest: Message | undefined): void {
    const { texts } = this.host;
    const count = isOpen ? 0 : unread;
    const label = this.host.label ?? texts.launch;
    const print = `${count} ${label}`;
    if (this.button.dataset.print !== print) {
      this.button.dataset.print = print;
      this.button.replaceChildren(
        mark(),
        h("span", { class: label ? "" : "vh" }, label || texts.launch),
        ...(count > 0 ? [h("b", { "aria-label": texts.unread(count) }, String(count))] : []),
      );
    }
    this.button.hidden = isOpen;
    this.drawTeaser(count, newest);
  }

  private drawTeaser(count: number, newest: Message | undefined): void {
    const { tease } = this;
    const seq = count > 0 && newest && newest.seq > this.dismissed ? newest.seq : 0;
    if (String(seq) === tease.dataset.seq) {
      return;
    }
    tease.dataset.seq = String(seq);
    tease.replaceChildren();
    if (!newest || seq === 0) {
      return;
    }
    const { texts } = this.host;
    const name = newest.senderType === "bot" ? texts.assistant : newest.senderName || texts.role;
    const dismiss = () => {
      this.dismissed = seq;
      this.drawTeaser(count, newest);
    };
    tease.append(
      h(
        "div",
        { class: "teaser" },
        h("button", { class: "txt", type: "button", onclick: () => this.host.open() }, h("strong", {}, name), h("span", {}, newest.text)),
        h("button", { class: "ib", type: "button", "aria-label": texts.dismiss, onclick: dismiss }, icon("x")),
      ),
    );
  }
}
