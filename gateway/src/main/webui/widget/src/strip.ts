import type { Connection } from "@sapa/client";
import { h, icon } from "./dom";
import type { Texts } from "./texts";

const OFFLINE_SAID_MS = 1_500;
const BACK_SAID_MS = 3_000;

type Kind = "" | "offline" | "reconnecting" | "back";

interface Host {
  readonly texts: Texts;
  changed(): void;
  retry(): void;
  /** for those who listen */
  say(text: string): void;
}

/** The strip above the log that says how the line is, when it is not well or has just come back. */
export class Strip {
  private kind: Kind = "";
  private sent = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: Host) {}

  /** A short cut is not worth a word. */
  follow(connection: Connection | undefined): void {
    clearTimeout(this.timer);
    if (connection?.state === "waiting" || connection?.state === "connecting") {
      const kind = connection.state === "waiting" && connection.offline ? "offline" : "reconnecting";
      if (this.kind === "offline" || this.kind === "reconnecting") {
        this.set(connection.state === "connecting" ? this.kind : kind);
      } else {
        this.timer = setTimeout(() => this.set(kind), OFFLINE_SAID_MS);
      }
    } else if (connection?.state === "online" && this.kind !== "" && this.kind !== "back") {
      this.set("back");
    }
  }

  back(sent: number): void {
    // On a slow line what waited is sent after the strip was gone.
    if (this.kind === "back" || (this.kind === "" && sent > 0)) {
      this.sent = sent;
      this.set("back");
    }
  }

  clear(): void {
    this.set("");
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private set(kind: Kind): void {
    const isNews = this.kind !== kind;
    this.kind = kind;
    clearTimeout(this.timer);
    if (kind === "back") {
      this.timer = setTimeout(() => this.set(""), BACK_SAID_MS);
    } else {
      this.sent = 0;
    }
    if (isNews && kind === "offline") {
      this.host.say(`${this.host.texts.offline} ${this.host.texts.offlineMore}`);
    } else if (isNews && kind === "back") {
      this.host.say(this.host.texts.back(0));
    }
    this.host.changed();
  }

  get print(): string {
    return `${this.kind} ${this.sent}`;
  }

  get isHidden(): boolean {
    return this.kind === "";
  }

  get isGood(): boolean {
    return this.kind === "back";
  }

  words(): Node[] {
    const { texts } = this.host;
    const strong = (text: string) => h("b", {}, text);
    switch (this.kind) {
      case "offline":
        return [icon("off"), h("span", {}, strong(texts.offline), ` ${texts.offlineMore}`)];
      case "reconnecting":
        return [
          icon("off"),
          h("span", {}, strong(texts.reconnecting), ` ${texts.reconnectingMore}`),
          h("button", { class: "lk", type: "button", onclick: () => this.host.retry() }, texts.tryNow),
        ];
      case "back":
        return [icon("check"), h("span", {}, texts.back(this.sent))];
      default:
        return [];
    }
  }
}
