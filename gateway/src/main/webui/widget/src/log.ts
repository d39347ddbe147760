import type { Attachment, Conversation, Message, Pending } from "@sapa/client";
import { h, icon } from "./dom";
import type { Texts } from "./texts";
import { isSameDay, type Times } from "./time";

const GROUP_MS = 3 * 60_000;
const AT_BOTTOM_PX = 48;
const LATE_MS = 10_000;
const PICTURE = /^image\/(png|jpe?g|gif|webp)$/;

export interface LogOptions {
  texts: Texts;
  times: Times;
  server: string;
  scroller: HTMLElement;
  retry: (pending: Pending) => void;
  remove: (pending: Pending) => void;
  /** The newest message came into view, or left it. */
  moved: () => void;
}

/** The messages of a conversation as they stand on the screen; what stands there is not drawn anew. */
export class Log {
  readonly element: HTMLElement;
  private readonly rows = new Map<string, { row: HTMLElement; print: string }>();
  /** Messages after this one came while the visitor was away; fixed when the log is opened. */
  awayAfter: number | null = null;

  constructor(private readonly options: LogOptions) {
    this.element = h("div", {
      class: "rows",
      role: "log",
      "aria-live": "polite",
      "aria-relevant": "additions",
      "aria-label": options.texts.log,
    });
    const box = options.scroller;
    const scrolled = () => {
      this.isAtBottom = box.scrollHeight - box.scrollTop - box.clientHeight <= AT_BOTTOM_PX;
      options.moved();
    };
    box.addEventListener("scroll", scrolled, { passive: true });
    // What takes room from the log, such as the strip that says that the line is cut, does not hide its end.
    new ResizeObserver(() => this.isAtBottom && this.toBottom()).observe(box);
  }

  /** Where the visitor has put it; not what a change of size makes of it. */
  isAtBottom = true;

  toBottom(): void {
    this.isAtBottom = true;
    this.options.scroller.scrollTop = this.options.scroller.scrollHeight;
  }

  /** @returns whether rows were added at the end */
  draw(conversation: Conversation, isOnline: boolean): void {
    const box = this.options.scroller;
    const follow = this.isAtBottom;
    const heightBefore = box.scrollHeight;
    const topBefore = box.scrollTop;
    const firstBefore = this.element.querySelector(".m, .sys")?.getAttribute("data-key");

    const wanted = this.rowsOf(conversation, isOnline);
    const keep = new Set(wanted.map((one) => one.key));
    for (const [key, known] of this.rows) {
      if (!keep.has(key)) {
        known.row.remove();
        this.rows.delete(key);
      }
    }
    let place: Element | null = this.element.firstElementChild;
    for (const { key, print, make } of wanted) {
      let known = this.rows.get(key);
      if (!known || known.print !== print) {
        const row = make();
        row.dataset.key = key;
        if (known) {
          if (place === known.row) {
            place = row;
          }
          known.row.replaceWith(row);
        }
        known = { row, print };
        this.rows.set(key, known);
      }
      if (known.row === place) {
        place = place.nextElementSibling;
      } else {
        this.element.insertBefore(known.row, place);
      }
    }
    const firstNow = this.element.querySelector(".m, .sys")?.getAttribute("data-key");
    if (follow) {
      this.toBottom();
    } else if (firstBefore && firstBefore !== firstNow) {
      // Older ones were put before: what is read keeps its place.
      box.scrollTop = topBefore + box.scrollHeight - heightBefore;
    }
  }

  private rowsOf(conversation: Conversation, isOnline: boolean): Row[] {
    const { texts, times } = this.options;
    const rows: Row[] = [];
    const plain = (key: string, cssClass: string, text: string) =>
      rows.push({ key, print: text, make: () => h("p", { class: cssClass }, h("span", {}, text)) });
    let before: Message | null = null;
    const known = new Set<string>();
    const messages = conversation.messages;
    messages.forEach((message, index) => {
      const continues = before !== null && isSameGroup(before, message);
      if (!isSameDay(before?.at ?? new Date().toISOString(), message.at)) {
        plain(`day-${message.seq}`, "sys day", times.day(message.at));
      }
      if (message.seq === (this.awayAfter ?? -1) + 1 && this.awayAfter) {
        plain("away", "unread", texts.away);
      }
      if (message.senderType === "system") {
        plain(`m${message.seq}`, "sys", message.text);
      } else {
        const speaker = `${message.senderType}${message.senderId ?? ""}`;
        if (message.senderType === "agent" && message.senderName && !known.has(speaker)) {
          known.add(speaker);
          plain(`joined-${message.seq}`, "sys", `${texts.joined(firstName(message.senderName))} · ${times.clock(message.at)}`);
        }
        const next = messages[index + 1];
        const endsGroup = !next || !isSameGroup(message, next);
        const readUpTo = conversation.reads.agent;
        rows.push({
          key: message.clientMsgId && message.senderType === "customer" ? message.clientMsgId : `m${message.seq}`,
          print: `${message.seq} ${endsGroup} ${message.senderType === "customer" && readUpTo >= message.seq} ${message.senderName}`,
          make: () => this.bubble(message, continues, endsGroup, readUpTo),
        });
      }
      before = message;
    });
    for (const pending of conversation.pending) {
      const waits = pending.state === "queued" && (!isOnline || Date.now() - pending.createdAt > LATE_MS);
      rows.push({
        key: pending.clientMsgId,
        print: `${pending.state} ${waits} ${pending.error?.code}`,
        make: () => this.pendingBubble(pending, waits),
      });
    }
    return rows;
  }

  private bubble(message: Message, continues: boolean, endsGroup: boolean, readUpTo: number): HTMLElement {
    const { texts, times } = this.options;
    const own = message.senderType === "customer";
    const isRead = own && readUpTo >= message.seq;
    const name = message.senderType === "bot" ? texts.assistant : firstName(message.senderName) || texts.role;
    const clock = times.clock(message.at);
    return h(
      "article",
      { class: `m ${own ? "out" : "in"} ${message.senderType}${continues ? " cont" : ""}` },
      h("span", { class: "vh" }, `${own ? texts.you : name}, ${clock}: `),
      ...this.content(message.text, message.messageType, message.attachments),
      endsGroup &&
        h(
          "div",
          { class: "mt" },
          own ? clock : `${name} · ${clock}`,
          own && h("span", { class: isRead ? "rd" : "" }, icon(isRead ? "checks" : "check")),
          own && (isRead ? texts.read : texts.sent),
        ),
    );
  }

  private pendingBubble(pending: Pending, waits: boolean): HTMLElement {
    const { texts } = this.options;
    const failed = pending.state === "failed";
    return h(
      "article",
      { class: `m out ${failed ? "bad" : waits ? "q" : "q soon"}` },
      h("span", { class: "vh" }, `${texts.you}: `),
      ...this.content(pending.text, pending.messageType ?? "text", pending.attachments ?? []),
      h(
        "div",
        { class: "mt" },
        icon(failed ? "warn" : "clock"),
        failed ? texts.failed : waits ? texts.queued : texts.sending,
        failed && h("button", { class: "lk", type: "button", onclick: () => this.options.retry(pending) }, texts.retry),
        failed && h("button", { class: "lk", type: "button", onclick: () => this.options.remove(pending) }, texts.remove),
      ),
    );
  }

  private content(text: string, type: string, attachments: readonly Attachment[]): Node[] {
    const shown: Node[] = attachments.map((attachment) => this.attachment(attachment));
    const isJustTheName = attachments.length > 0 && attachments.some((one) => one.name === text) && type !== "text";
    if (!isJustTheName || shown.length === 0) {
      shown.unshift(h("div", { class: "b", dir: "auto" }, ...linked(text)));
    }
    return shown;
  }

  private attachment(attachment: Attachment): HTMLElement {
    const { texts, times, server } = this.options;
    const name = attachment.name ?? "";
    const address = safeAddress(attachment.url, server);
    const link = { class: "b att", href: address, target: "_blank", rel: "noopener noreferrer", download: name };
    const saveData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
    if (address && PICTURE.test(attachment.content_type ?? "") && !saveData) {
      const picture = h("img", { alt: texts.picture(name), src: address, loading: "lazy", decoding: "async" });
      return h("a", { ...link, class: "b pic", download: undefined, "aria-label": texts.picture(name) }, picture);
    }
    return h(
      address ? "a" : ("span" as "a"),
      address ? { ...link, "aria-label": texts.download(name) } : { class: "b att" },
      icon("file"),
      h("span", {}, h("strong", {}, name), h("small", {}, attachment.size ? times.size(attachment.size) : "")),
    );
  }
}

interface Row {
  key: string;
  /** What the row shows: it is drawn anew only when this changes. */
  print: string;
  make: () => HTMLElement;
}

export function firstName(name: string | undefined): string {
  return name?.split(/\s+/)[0] ?? "";
}

function isSameGroup(a: Message, b: Message): boolean {
  return (
    a.senderType === b.senderType &&
    a.senderId === b.senderId &&
    isSameDay(a.at, b.at) &&
    Date.parse(b.at) - Date.parse(a.at) < GROUP_MS
  );
}

/** Only what an address of the web may do: nothing that a script could hide in. */
function safeAddress(url: unknown, server: string): string | null {
  if (typeof url !== "string" || !url) {
    return null;
  }
  try {
    const address = new URL(url, server);
    return address.protocol === "https:" || address.protocol === "http:" ? address.href : null;
  } catch {
    return null;
  }
}

/** Addresses in a text become links; all else stays text. */
export function linked(text: string): (Node | string)[] {
  return text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/).map((part, index) =>
    index % 2 === 1 ? h("a", { href: part, target: "_blank", rel: "noopener noreferrer nofollow" }, part) : part,
  );
}
