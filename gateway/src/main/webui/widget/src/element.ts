import { localOutbox, SapaClient, uuid, type Conversation } from "@sapa/client";
import { Api, Refused, type Place } from "./api";
import { chime } from "./chime";
import { h, icon, mark } from "./dom";
import { field, isEmail } from "./field";
import { firstName, Log } from "./log";
import { Memory, type Draft, type Remembered } from "./memory";
import { menu } from "./menu";
import { startForm, type Asked } from "./start";
import css from "./style.css?inline";
import { textsFor, type Texts } from "./texts";
import { Times } from "./time";
import { Uploads } from "./uploads";
import { placeCard, ticketCard } from "./waiting";

const PLACE_EVERY_MS = 5_000;
const OFFLINE_SAID_MS = 1_500;
const BACK_SAID_MS = 3_000;
const LONGEST_TEXT = 16_384;
const PHONE = "(max-width: 599px)";
/** A conversation that ended so long ago is not shown again. */
const FORGET_MS = 24 * 3_600_000;

/**
 * `<sapa-chat company="…">`: a visitor's chat. Attributes: `server` (where Sapa is; where this script came from unless
 * said), `lang`, `theme` (`light`, `dark`), `heading`, `tagline`, `label`, `topics` (separated by `|`), `fields` (of `name email
 * phone`; a `?` makes one optional), `privacy` (address of the policy), and what the page knows of its visitor:
 * `name`, `email`, `phone`, `oss-user-id`, `company-name`. Colours and shape: the custom properties `--sapa-…`.
 */
export class SapaChat extends HTMLElement {
  private built = false;
  private texts!: Texts;
  private times!: Times;
  private api!: Api;
  private memory!: Memory;
  private client: SapaClient | null = null;
  private conversation: Conversation | null = null;
  private session: Remembered | null = null;
  private place: Place | null = null;
  private placeTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly root = h("div", { class: "root" });
  private panel!: HTMLElement;
  private launcher!: HTMLButtonElement;
  private status!: HTMLElement;
  private alert!: HTMLElement;
  private view: { name: string; refresh: () => void } = { name: "", refresh: () => {} };
  private log: Log | null = null;
  private leaving = false;
  private asking: "end" | "leave" | null = null;
  private net: { kind: "" | "offline" | "reconnecting" | "back"; sent: number } = { kind: "", sent: 0 };
  private netTimer: ReturnType<typeof setTimeout> | undefined;
  private teaserFor = 0;
  private agentSeen = "";
  private ownTitle = "";
  private cleanups: (() => void)[] = [];
  private readonly uploads = this.uploadsOf();

  connectedCallback(): void {
    if (!this.built) {
      this.build();
    }
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const phone = matchMedia(PHONE);
    const dress = () => {
      const theme = this.getAttribute("theme");
      this.root.dataset.theme = theme === "dark" || theme === "light" ? theme : dark.matches ? "dark" : "light";
      this.panel.setAttribute("aria-modal", String(phone.matches));
      this.root.dir = this.closest("[dir]")?.getAttribute("dir") === "rtl" ? "rtl" : "ltr";
    };
    const fit = () => {
      const seen = window.visualViewport;
      if (seen && phone.matches) {
        this.root.style.setProperty("--vh", `${seen.height}px`);
        this.root.style.setProperty("--vtop", `${seen.offsetTop}px`);
      }
    };
    const seenAgain = () => this.isInView && this.onLook();
    this.listen(dark, "change", dress);
    this.listen(phone, "change", dress);
    this.listen(document, "visibilitychange", seenAgain);
    if (window.visualViewport) {
      this.listen(window.visualViewport, "resize", fit);
      this.listen(window.visualViewport, "scroll", fit);
    }
    dress();
    fit();
    this.begin();
  }

  disconnectedCallback(): void {
    this.cleanups.splice(0).forEach((cleanup) => cleanup());
    this.client?.close();
    this.client = null;
    this.conversation = null;
    clearTimeout(this.placeTimer);
    clearTimeout(this.netTimer);
    this.notice(0);
  }

  /** Shows the panel; the keyboard's focus goes to its heading, but not when the page has only just come. */
  open(takeFocus = true): void {
    if (this.root.dataset.open === "true") {
      return;
    }
    this.root.dataset.open = "true";
    this.memory.isOpen = true;
    this.launcher.setAttribute("aria-expanded", "true");
    if (this.log && this.conversation && this.session) {
      this.log.awayAfter = this.conversation.lastSeq > this.session.lastRead ? this.session.lastRead : null;
    }
    this.refresh();
    this.log?.toBottom();
    if (takeFocus) {
      this.panel.querySelector<HTMLElement>("h2")?.focus();
    }
    this.onLook();
    this.dispatchEvent(new CustomEvent("sapa-open", { bubbles: true }));
  }

  /** Hides the panel; the conversation goes on. */
  minimise(): void {
    if (this.root.dataset.open !== "true") {
      return;
    }
    this.root.dataset.open = "false";
    this.memory.isOpen = false;
    this.launcher.setAttribute("aria-expanded", "false");
    if (this.log) {
      this.log.awayAfter = null;
    }
    this.refresh();
    this.launcher.focus();
    this.dispatchEvent(new CustomEvent("sapa-close", { bubbles: true }));
  }

  // Building

  private build(): void {
    this.built = true;
    const lang = this.getAttribute("lang") ?? (document.documentElement.lang || "id");
    this.texts = textsFor(lang);
    this.times = new Times(lang.toLowerCase().startsWith("en") ? "en-GB" : "id-ID", this.texts);
    this.api = new Api(this.server);
    this.memory = new Memory(this.company);
    const shadow = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    this.root.lang = lang;
    this.root.dataset.open = "false";
    this.status = h("p", { class: "vh", role: "status" });
    this.alert = h("p", { class: "vh", role: "alert" });
    this.panel = h("section", { class: "w", role: "dialog", "aria-labelledby": "title", id: "panel" });
    this.panel.addEventListener("keydown", (event) => this.onKey(event));
    this.panel.addEventListener("dragover", (event) => event.preventDefault());
    this.panel.addEventListener("drop", (event) => {
      event.preventDefault();
      if (this.panel.querySelector(".cmp:not([hidden])")) {
        this.uploads.add([...(event.dataTransfer?.files ?? [])]);
      }
    });
    this.launcher = h("button", {
      class: "launch",
      type: "button",
      "aria-expanded": "false",
      "aria-controls": "panel",
      onclick: () => this.open(),
    });
    this.root.append(this.panel, h("div", { class: "dock" }, h("div", { class: "tease" }), this.launcher), this.status, this.alert);
    shadow.append(this.root);
  }

  private get company(): string {
    return this.getAttribute("company") ?? "";
  }

  private get server(): string {
    return new URL(this.getAttribute("server") ?? import.meta.url, location.href).origin;
  }

  private get heading(): string {
    return this.getAttribute("heading") || this.texts.title;
  }

  private get account(): string {
    return this.getAttribute("oss-user-id") ?? "";
  }

  private listen(target: EventTarget, type: string, listener: () => void): void {
    target.addEventListener(type, listener);
    this.cleanups.push(() => target.removeEventListener(type, listener));
  }

  /** Goes on with the conversation of before, if it is the same person's. */
  private begin(): void {
    const known = this.memory.conversation;
    const isOver = known?.closedAt !== undefined && Date.now() - known.closedAt > FORGET_MS;
    if (known && !isOver && known.account === this.account) {
      this.session = known;
      this.attend(false);
    } else if (known) {
      this.memory.conversation = null;
    }
    this.draw();
    if (this.memory.isOpen && !matchMedia(PHONE).matches) {
      this.open(false);
    }
  }

  private attend(isNew: boolean): void {
    const session = this.session!;
    const client = new SapaClient({
      url: `${this.server.replace(/^http/, "ws")}/ws/chat`,
      api: `${this.server}/api/v2`,
      outbox: localOutbox(`visitor.${this.company}`),
    });
    this.client = client;
    const conversation = client.conversation(session.session);
    this.conversation = conversation;
    client.on("connection", () => this.onConnection());
    client.on("resumed", ({ sent }) => this.onBack(sent));
    client.on("message", ({ message, live }) => {
      if (message.conversationId === session.session && message.senderType !== "customer" && live) {
        this.onHeard(message.senderType);
      }
    });
    client.on("failure", ({ conversationId }) => {
      if (conversationId === session.session && conversation.refusal) {
        this.onLost();
      }
    });
    conversation.subscribe(() => this.onChange());
    conversation.join({ sessionToken: session.token, ...(isNew ? { afterSeq: 0 } : {}) });
    client.connect();
    this.askNumber();
  }

  private detach(): void {
    clearTimeout(this.placeTimer);
    this.client?.close();
    this.client = null;
    this.conversation = null;
    this.session = null;
    this.place = null;
    this.log = null;
    this.agentSeen = "";
    this.leaving = false;
    this.asking = null;
    this.uploads.clear();
    this.setNet("");
    this.memory.conversation = null;
    this.memory.unsent = "";
  }

  private remember(change: Partial<Remembered>): void {
    if (this.session) {
      Object.assign(this.session, change);
      this.memory.conversation = this.session;
    }
  }

  // What happens

  private onChange(): void {
    const state = this.conversation?.state;
    if (!state) {
      return;
    }
    if (state.agent && this.agentSeen !== state.agent.id) {
      const isFirst = this.agentSeen === "" && this.place !== null;
      this.agentSeen = state.agent.id;
      if (isFirst) {
        this.say(this.texts.joined(state.agent.name), true);
        this.chime();
        if (!this.isInView) {
          this.notice(1);
        }
      }
    }
    if (state.status === "waiting") {
      this.watchPlace();
    } else {
      clearTimeout(this.placeTimer);
      this.placeTimer = undefined;
      this.leaving = false;
      this.asking = this.asking === "leave" ? null : this.asking;
    }
    if (state.status === "closed" && !this.session?.closedAt) {
      this.remember({ closedAt: this.client!.serverNow() });
      this.say(this.texts.ended, true);
    }
    this.refresh();
    if (this.isInView) {
      this.onLook();
    }
  }

  private onHeard(senderType: string): void {
    if (!this.isInView && senderType !== "system") {
      this.chime();
    }
  }

  private onConnection(): void {
    const connection = this.client?.connection;
    clearTimeout(this.netTimer);
    if (connection?.state === "waiting" || connection?.state === "connecting") {
      const kind = connection.state === "waiting" && connection.offline ? "offline" : "reconnecting";
      if (this.net.kind === "offline" || this.net.kind === "reconnecting") {
        this.setNet(connection.state === "connecting" ? this.net.kind : kind);
      } else {
        this.netTimer = setTimeout(() => this.setNet(kind), OFFLINE_SAID_MS);
      }
    } else if (connection?.state === "online" && this.net.kind !== "" && this.net.kind !== "back") {
      this.setNet("back");
    }
    this.refresh();
    if (connection?.state === "online") {
      void this.uploads.next();
    }
  }

  private onBack(sent: number): void {
    // On a slow line what waited is sent after the strip was gone.
    if (this.net.kind === "back" || (this.net.kind === "" && sent > 0)) {
      this.net.sent = sent;
      this.setNet("back");
    }
  }

  private setNet(kind: typeof this.net.kind): void {
    const isNews = this.net.kind !== kind;
    this.net.kind = kind;
    clearTimeout(this.netTimer);
    if (kind === "back") {
      this.netTimer = setTimeout(() => this.setNet(""), BACK_SAID_MS);
    } else {
      this.net.sent = 0;
    }
    if (isNews && kind === "offline") {
      this.say(`${this.texts.offline} ${this.texts.offlineMore}`);
    } else if (isNews && kind === "back") {
      this.say(this.texts.back(0));
    }
    this.refresh();
  }

  /** The session is known to the server no more: its words stay ours, and a new one may begin. */
  private onLost(): void {
    const unsent = this.conversation?.pending.map((pending) => pending.text).join("\n") ?? "";
    this.conversation?.pending.forEach((pending) => this.conversation?.discard(pending.clientMsgId));
    this.detach();
    this.memory.draft = { ...this.memory.draft, ...(unsent ? { text: unsent } : {}) };
    this.draw();
    this.tell(this.texts.lost);
  }

  private get isOpen(): boolean {
    return this.root.dataset.open === "true";
  }

  private get isInView(): boolean {
    return this.isOpen && document.visibilityState === "visible";
  }

  private get unread(): number {
    const after = this.session?.lastRead ?? 0;
    return (
      this.conversation?.messages.filter(
        (message) => message.seq > after && (message.senderType === "agent" || message.senderType === "bot"),
      ).length ?? 0
    );
  }

  /** What stands at the bottom of an open log in a visible page is read. */
  private onLook(): void {
    const conversation = this.conversation;
    if (!conversation || !this.session || !this.isInView || !this.log?.isAtBottom) {
      return;
    }
    this.notice(0);
    if (conversation.lastSeq > this.session.lastRead) {
      this.remember({ lastRead: conversation.lastSeq });
      conversation.read(conversation.lastSeq);
      this.refresh();
    }
  }

  private watchPlace(): void {
    if (this.placeTimer !== undefined || !this.session) {
      return;
    }
    const { session, token } = this.session;
    const look = async () => {
      try {
        const place = await this.api.place(session, token);
        if (this.session?.session === session && this.conversation?.state?.status === "waiting") {
          if (place.position !== null && place.position !== this.place?.position) {
            this.say(this.texts.position(place.position));
          }
          this.place = place;
          this.refresh();
        }
      } catch {
        // The strip tells when the line is gone; the last place stays.
      }
      if (this.session?.session === session && this.placeTimer !== undefined) {
        this.placeTimer = setTimeout(look, document.hidden ? 3 * PLACE_EVERY_MS : PLACE_EVERY_MS);
      }
    };
    // A new conversation is known to routing a moment later.
    this.placeTimer = setTimeout(look, 300);
  }

  private async askNumber(): Promise<void> {
    const session = this.session;
    if (!session || session.number) {
      return;
    }
    try {
      const detail = await this.api.detail(session.session, session.token);
      if (this.session === session) {
        this.remember({ number: String(detail.number), ...(detail.rating ? { rated: detail.rating } : {}) });
        this.refresh();
      }
    } catch {
      // Only a nicety; a ticket asks again.
    }
  }

  // Drawing

  private draw(): void {
    this.view = this.session ? this.sessionView() : this.startView();
    this.refresh();
  }

  private refresh(): void {
    if (!this.built) {
      return;
    }
    this.drawLauncher();
    this.view.refresh();
  }

  private drawLauncher(): void {
    const count = this.isOpen ? 0 : this.unread;
    const label = this.getAttribute("label") ?? this.texts.launch;
    const print = `${count} ${label}`;
    if (this.launcher.dataset.print !== print) {
      this.launcher.dataset.print = print;
      this.launcher.replaceChildren(
        mark(),
        h("span", { class: label ? "" : "vh" }, label || this.texts.launch),
        ...(count > 0 ? [h("b", { "aria-label": this.texts.unread(count) }, String(count))] : []),
      );
    }
    this.launcher.hidden = this.isOpen;
    this.drawTeaser(count);
  }

  /** The newest message beside the closed launcher, once. */
  private drawTeaser(count: number): void {
    const tease = this.root.querySelector(".tease")!;
    const newest = this.conversation?.messages.findLast((one) => one.senderType === "agent" || one.senderType === "bot");
    const seq = count > 0 && newest && newest.seq > this.teaserFor ? newest.seq : 0;
    if (String(seq) === (tease as HTMLElement).dataset.seq) {
      return;
    }
    (tease as HTMLElement).dataset.seq = String(seq);
    tease.replaceChildren();
    if (!newest || seq === 0) {
      return;
    }
    const name = newest.senderType === "bot" ? this.texts.assistant : newest.senderName || this.texts.role;
    const dismiss = () => {
      this.teaserFor = seq;
      this.drawLauncher();
    };
    tease.append(
      h(
        "div",
        { class: "teaser" },
        h("button", { class: "txt", type: "button", onclick: () => this.open() }, h("strong", {}, name), h("span", {}, newest.text)),
        h("button", { class: "ib", type: "button", "aria-label": this.texts.dismiss, onclick: dismiss }, icon("x")),
      ),
    );
  }

  private header(lead: Node, title: string, line: string, extra?: Node | null, present?: boolean): HTMLElement {
    return h(
      "header",
      { class: "top" },
      lead,
      h(
        "div",
        {},
        h("h2", { id: "title", tabindex: "-1" }, title),
        h("p", {}, present && h("i", { class: "st" }), line),
      ),
      extra,
      h(
        "button",
        { class: "ib", type: "button", "aria-label": this.texts.minimise, onclick: () => this.minimise() },
        icon("min"),
      ),
    );
  }

  // The start

  private startView(): typeof this.view {
    const form = startForm({
      texts: this.texts,
      memory: this.memory,
      partOfDay: this.times.partOfDay(),
      longest: LONGEST_TEXT,
      topics: (this.getAttribute("topics") ?? "").split("|").map((topic) => topic.trim()).filter(Boolean),
      asked: this.fieldsAsked(),
      known: this.getAttribute("name") ?? "",
      company: this.getAttribute("company-name"),
      policy: this.getAttribute("privacy"),
      begin: (said, button, note) => void this.start(said, button, note),
    });
    this.panel.replaceChildren(this.header(mark(), this.heading, this.getAttribute("tagline") ?? ""), form);
    return { name: "start", refresh: () => {} };
  }

  /** What the page does not know of its visitor and the form asks for. */
  private fieldsAsked(): Asked[] {
    return (this.getAttribute("fields") ?? "name email?")
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((field) => ({ name: field.replace("?", "") as Asked["name"], optional: field.endsWith("?") }))
      .filter(({ name }) => ["name", "email", "phone"].includes(name) && !this.getAttribute(name));
  }

  private async start(said: Draft, button: HTMLButtonElement, note: HTMLElement): Promise<void> {
    if (button.getAttribute("aria-disabled") === "true") {
      return;
    }
    const busy = (is: boolean) => {
      button.setAttribute("aria-disabled", String(is));
      button.textContent = is ? this.texts.starting : this.texts.start;
    };
    busy(true);
    // A repeat of the same start, also after a reload, is the same conversation.
    const key = this.memory.draft.key ?? uuid();
    this.memory.draft = { ...said, key };
    const about = (name: string, given?: string) => this.getAttribute(name) || given || undefined;
    const name = about("name", said.name) ?? "";
    const email = about("email", said.email) ?? "";
    const words = said.text ?? "";
    const request = {
      company: this.company,
      browser_uuid: this.memory.browser,
      topic: said.topic ?? (words.length > 80 ? `${words.slice(0, 79)}…` : words),
      person_name: name || undefined,
      email: email || undefined,
      phone: about("phone", said.phone),
      oss_user_id: this.account || undefined,
      company_name: about("company-name"),
    };
    for (let attempt = 0; this.isConnected && !this.session; attempt++) {
      try {
        const started = await this.api.start(request, key);
        note.textContent = "";
        this.session = {
          session: started.session_id,
          token: started.session_token,
          expiresAt: started.expires_at,
          startedAt: Date.now(),
          name,
          email,
          topic: said.topic ?? "",
          account: this.account,
          lastRead: 0,
        };
        this.memory.conversation = this.session;
        this.memory.draft = null;
        this.attend(true);
        this.conversation!.send(words);
        this.draw();
        this.panel.querySelector<HTMLElement>("textarea")?.focus();
        return;
      } catch (failure) {
        const refused = failure instanceof Refused ? failure : new Refused(0, "", String(failure), 0);
        if (!refused.isPassing) {
          note.textContent = this.texts.startRefused(refused.message);
          this.memory.draft = { ...said, key: undefined };
          busy(false);
          return;
        }
        note.textContent =
          refused.status === 429 && refused.retryAfter > 0 ? this.texts.busy(refused.retryAfter) : this.texts.startFailed;
        const wait = refused.retryAfter * 1000 || Math.min(1000 * 2 ** attempt, 15_000);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, wait);
          addEventListener("online", done, { once: true });
          function done() {
            clearTimeout(timer);
            removeEventListener("online", done);
            resolve();
          }
        });
      }
    }
  }

  // The conversation

  private sessionView(): typeof this.view {
    const { texts } = this;
    const top = h("div", { class: "topslot" });
    const net = h("div", { class: "net" });
    const scroller = h("div", { class: "body log", tabindex: "0", role: "group", "aria-label": texts.log });
    const card = h("div", { class: "slot" });
    const foot = h("div", { class: "slot" });
    const typing = h("p", { class: "typ" });
    const jump = h("button", { class: "jump", type: "button", hidden: true, onclick: () => this.log?.toBottom() });
    const alt = h("div", { class: "alt" });
    const chosen = h("input", {
      type: "file",
      class: "vh",
      multiple: true,
      tabindex: "-1",
      "aria-hidden": "true",
      onchange: () => {
        this.uploads.add([...(chosen.files ?? [])]);
        chosen.value = "";
      },
    });
    const files = h("div", { class: "files" });
    const input = h("textarea", { rows: "1", "aria-label": texts.writeLabel, enterkeyhint: "send", dir: "auto" });
    input.value = this.memory.unsent;
    const count = h("p", { class: "count", role: "status" });
    const send = h("button", { class: "snd", type: "submit", "aria-label": texts.send }, icon("send"));
    const grow = () => {
      input.style.height = "";
      if (input.value) {
        input.style.height = `${Math.min(input.scrollHeight, 132)}px`;
      }
      const over = [...input.value].length - LONGEST_TEXT;
      count.textContent = over > 0 ? texts.tooLong(over) : "";
      send.setAttribute("aria-disabled", String(!input.value.trim() || over > 0));
    };
    const submit = (event: Event) => {
      event.preventDefault();
      if (send.getAttribute("aria-disabled") === "true" || !this.conversation) {
        return;
      }
      const words = input.value.trim();
      input.value = "";
      this.memory.unsent = "";
      grow();
      this.conversation.send(words);
      this.refresh();
      this.log?.toBottom();
      input.focus();
    };
    input.addEventListener("input", () => {
      this.memory.unsent = input.value;
      this.conversation?.typing(input.value.trim() !== "");
      grow();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        submit(event);
      }
    });
    input.addEventListener("blur", () => this.conversation?.typing(false));
    input.addEventListener("paste", (event) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (pasted.length > 0) {
        event.preventDefault();
        this.uploads.add(pasted);
      }
    });
    const composer = h(
      "form",
      { class: "cmp", onsubmit: submit },
      chosen,
      h("button", { class: "ib", type: "button", "aria-label": texts.attach, onclick: () => chosen.click() }, icon("clip")),
      input,
      send,
    );
    const log = new Log({
      texts,
      times: this.times,
      server: this.server,
      scroller,
      retry: (pending) => this.conversation?.retry(pending.clientMsgId),
      remove: (pending) => this.conversation?.discard(pending.clientMsgId),
      moved: () => {
        this.onLook();
        drawJump();
      },
    });
    this.log = log;
    const older = h(
      "button",
      {
        class: "lk older",
        type: "button",
        hidden: true,
        onclick: () => void this.conversation?.loadOlder().catch(() => undefined),
      },
      texts.earlier,
    );
    const gap = h("p", { class: "sys" }, h("span", {}, texts.catchingUp));
    scroller.append(older, log.element, gap, files, foot, typing);
    this.panel.replaceChildren(top, net, card, scroller, jump, alt, count, composer);
    grow();

    const drawJump = () => {
      const below = this.isOpen && !log.isAtBottom ? this.unread : 0;
      jump.hidden = log.isAtBottom || this.root.dataset.status === "closed";
      set(jump, `${below}`, () => [icon("down"), h("span", {}, below > 0 ? texts.newMessages(below) : texts.toBottom)]);
    };

    const refresh = () => {
      const conversation = this.conversation;
      const session = this.session;
      if (!conversation || !session) {
        return;
      }
      const status = conversation.state?.status ?? (session.closedAt ? "closed" : "waiting");
      const agent = conversation.state?.agent;
      const isOnline = this.client?.connection.state === "online";
      this.root.dataset.status = status;
      set(top, `${status} ${agent?.name} ${this.asking} ${session.number} ${isOnline}`, () => [
        agent && status !== "closed"
          ? this.header(
              h("span", { class: "av", "aria-hidden": "true" }, initials(agent.name)),
              agent.name,
              [texts.role, session.topic].filter(Boolean).join(" "),
              this.menu(),
              isOnline,
            )
          : this.header(
              mark(),
              this.heading,
              status === "closed" ? [texts.ended, session.number && `#${session.number}`].filter(Boolean).join(" ") : session.topic,
              status === "active" ? this.menu() : null,
            ),
      ]);
      set(net, `${this.net.kind} ${this.net.sent}`, () => this.netWords());
      net.hidden = this.net.kind === "";
      net.classList.toggle("ok", this.net.kind === "back");
      set(card, this.cardPrint(status), () => this.waitingCard(status));
      log.draw(conversation, isOnline);
      older.hidden = conversation.firstSeq <= 1;
      gap.hidden = !conversation.catchingUp || !isOnline;
      set(foot, `${status} ${session.rated} ${agent?.name} ${status === "waiting" && conversation.messages.length > 0}`, () =>
        status === "closed" ? [this.closedCard(agent?.name)] : status === "waiting" ? [h("p", { class: "tip" }, texts.addMore)] : [],
      );
      const typist = conversation.typists.find((one) => one.who === "agent");
      set(typing, String(Boolean(typist) && status !== "closed"), () =>
        typist ? [h("i"), h("i"), h("i"), texts.typing(firstName(agent?.name) || texts.role)] : [],
      );
      set(alt, `${status} ${this.asking} ${this.leaving} ${session.left}`, () => this.alternatives(status));
      composer.hidden = status === "closed" || this.leaving;
      count.hidden = composer.hidden;
      scroller.hidden = this.leaving;
      grow();
      input.placeholder = status === "waiting" ? texts.writeMore : texts.write;
      drawJump();
    };
    const drawFiles = () => files.replaceChildren(...this.uploads.rows);
    this.drawFiles = () => {
      const follow = log.isAtBottom;
      drawFiles();
      if (follow) {
        log.toBottom();
      }
    };
    return { name: "session", refresh };
  }

  private drawFiles: () => void = () => {};

  private uploadsOf(): Uploads {
    const chat = this;
    return new Uploads({
      get texts() {
        return chat.texts;
      },
      get times() {
        return chat.times;
      },
      get api() {
        return chat.api;
      },
      get session() {
        return chat.session;
      },
      get isOnline() {
        return chat.client?.connection.state === "online";
      },
      changed: (isMore) => {
        this.drawFiles();
        if (isMore) {
          this.log?.toBottom();
        }
      },
      done: (file) => {
        this.conversation?.send(file.name, {
          messageType: file.content_type.startsWith("image/") ? "image" : "file",
          attachments: [{ url: file.url, name: file.name, content_type: file.content_type, size: file.size }],
        });
        this.log?.toBottom();
      },
      tell: (text) => this.tell(text),
    });
  }

  private netWords(): Node[] {
    const { texts } = this;
    const strong = (text: string) => h("b", {}, text);
    switch (this.net.kind) {
      case "offline":
        return [icon("off"), h("span", {}, strong(texts.offline), ` ${texts.offlineMore}`)];
      case "reconnecting":
        return [
          icon("off"),
          h("span", {}, strong(texts.reconnecting), ` ${texts.reconnectingMore}`),
          h("button", { class: "lk", type: "button", onclick: () => this.client?.retryNow() }, texts.tryNow),
        ];
      case "back":
        return [icon("check"), h("span", {}, texts.back(this.net.sent))];
      default:
        return [];
    }
  }

  // Waiting

  private cardPrint(status: string): string {
    return status === "waiting" ? `w ${JSON.stringify(this.place)} ${this.leaving} ${this.session?.left}` : status;
  }

  private waitingCard(status: string): Node[] {
    const { texts, session } = this;
    if (status !== "waiting") {
      return [];
    }
    if (this.leaving) {
      return [this.leaveForm()];
    }
    if (session?.left) {
      return [ticketCard(texts, session.number ?? "", session.left)];
    }
    return [placeCard(texts, this.times, this.place, () => this.setLeaving(true))];
  }

  private setLeaving(leaving: boolean): void {
    this.leaving = leaving;
    this.refresh();
    if (leaving) {
      this.panel.querySelector<HTMLElement>(".leave input, .leave textarea")?.focus();
    } else {
      this.panel.querySelector<HTMLElement>(".cmp textarea")?.focus();
    }
  }

  private leaveForm(): HTMLElement {
    const { texts } = this;
    const session = this.session!;
    const name = h("input", { name: "lname", autocomplete: "name", maxlength: "200", value: session.name });
    const email = h("input", { name: "lemail", type: "email", autocomplete: "email", maxlength: "200", value: session.email });
    const text = h("textarea", { name: "ltext", rows: "3", maxlength: String(LONGEST_TEXT) });
    text.value = this.memory.unsent;
    const boxes = { name: field(texts, texts.name, name, false), email: field(texts, texts.email, email, false) };
    const textBox = field(texts, texts.leaveMessage, text, true);
    const note = h("p", { class: "note", role: "alert" });
    const submit = async (event: Event) => {
      event.preventDefault();
      const mistakes = [
        boxes.name.check(name.value.trim() ? "" : texts.requiredName),
        boxes.email.check(isEmail(email.value) ? "" : texts.requiredEmail),
      ].filter((mistake) => mistake !== null);
      if (mistakes.length > 0) {
        mistakes[0]!.focus();
        return;
      }
      try {
        await this.api.contact(session.session, session.token, name.value.trim(), email.value.trim());
        await this.askNumber();
        if (text.value.trim()) {
          this.conversation?.send(text.value.trim());
          this.memory.unsent = "";
        }
        this.remember({ left: email.value.trim(), name: name.value.trim(), email: email.value.trim() });
        this.say(texts.ticket(session.number ?? ""), true);
        this.setLeaving(false);
      } catch (failure) {
        note.textContent =
          failure instanceof Refused && !failure.isPassing ? texts.startRefused(failure.message) : texts.startFailed;
      }
    };
    return h(
      "form",
      { class: "sheet leave", novalidate: true, onsubmit: submit },
      h("h3", {}, texts.leave),
      h("p", { class: "lead" }, texts.nobodyLead),
      boxes.name.element,
      boxes.email.element,
      textBox.element,
      note,
      h("button", { class: "go", type: "submit" }, texts.leaveSend),
      h("button", { class: "lk", type: "button", onclick: () => this.setLeaving(false) }, texts.cancel),
    );
  }

  private alternatives(status: string): Node[] {
    const { texts } = this;
    const button = (label: string, onclick: () => void, before?: Node) =>
      h("button", { type: "button", onclick }, before, label);
    if (this.asking) {
      const isQueue = this.asking === "leave";
      return [
        h(
          "div",
          { class: "ask", role: "group", "aria-label": isQueue ? texts.leaveQueueAsk : texts.endAsk },
          h("p", {}, isQueue ? texts.leaveQueueAsk : texts.endAsk),
          h(
            "div",
            { class: "two" },
            button(texts.cancel, () => this.ask(null)),
            h(
              "button",
              { class: "danger", type: "button", onclick: () => void this.end(isQueue ? "visitor-left-queue" : "visitor-ended") },
              isQueue ? texts.leaveQueue : texts.end,
            ),
          ),
        ),
      ];
    }
    if (status === "waiting" && !this.leaving) {
      return [
        ...(this.session?.left ? [] : [button(texts.leave, () => this.setLeaving(true), icon("mail"))]),
        button(texts.leaveQueue, () => this.ask("leave")),
      ];
    }
    return [];
  }

  private ask(what: typeof this.asking): void {
    this.asking = what;
    this.refresh();
    this.panel.querySelector<HTMLElement>(what ? ".ask button" : ".cmp textarea")?.focus();
  }

  private async end(reason: string): Promise<void> {
    const session = this.session;
    if (!session) {
      return;
    }
    try {
      await this.api.close(session.session, session.token, reason);
      this.asking = null;
      this.refresh();
    } catch (failure) {
      if (failure instanceof Refused && !failure.isPassing) {
        this.asking = null;
        this.refresh();
      } else {
        this.tell(this.texts.startFailed);
      }
    }
  }

  private menu(): HTMLElement {
    return menu(this.texts, () => void this.download(), () => this.ask("end"));
  }

  // The end

  private closedCard(agentName: string | undefined): HTMLElement {
    const { texts } = this;
    const session = this.session!;
    const spoke = this.conversation!.messages.findLast((one) => one.senderType === "agent");
    const helper = agentName ?? spoke?.senderName;
    const first = this.conversation!.messages[0];
    const minutes = first && session.closedAt ? Math.round((session.closedAt - Date.parse(first.at)) / 60_000) : 0;
    const note = h("p", { class: "note", role: "status" });
    const words = h("p", { class: "rl" });
    const feedback = h("textarea", { rows: "2", name: "feedback", maxlength: "4000" });
    const feedbackBox = field(texts, texts.improve, feedback, true);
    let stars = 0;
    const radios = texts.stars.map((word, index) => {
      const input = h("input", {
        type: "radio",
        name: "stars",
        class: "vh",
        "aria-label": texts.starOf(index + 1, word),
        onchange: () => {
          stars = index + 1;
          radios.forEach(({ label }, at) => label.classList.toggle("on", at < stars));
          words.textContent = texts.starOf(stars, word);
          more.hidden = false;
          more.scrollIntoView({ block: "nearest" });
        },
      });
      return { input, label: h("label", {}, input, icon("star")) };
    });
    const rate = async () => {
      try {
        await this.api.rate(session.session, session.token, stars, feedback.value.trim());
        this.remember({ rated: stars });
        this.say(texts.rated, true);
        this.refresh();
        this.log?.toBottom();
      } catch (failure) {
        note.textContent = texts.ratingFailed;
        if (failure instanceof Refused && failure.status === 409) {
          this.remember({ rated: stars });
          this.refresh();
        }
      }
    };
    const more = h(
      "div",
      { class: "more", hidden: true },
      feedbackBox.element,
      h("button", { class: "go", type: "button", onclick: () => void rate() }, texts.sendRating),
    );
    return h(
      "section",
      { class: "donec", "aria-label": texts.ended },
      h("span", { class: "ok" }, icon("check")),
      h("h3", {}, texts.thanks(firstName(session.name))),
      helper && h("p", { class: "lead" }, texts.helpedBy(helper, minutes)),
      session.rated
        ? h("p", { class: "rl" }, texts.rated)
        : helper &&
            h(
              "fieldset",
              { class: "rate" },
              h("legend", {}, texts.rate),
              h("div", { class: "stars", role: "radiogroup", "aria-label": texts.rate }, ...radios.map(({ label }) => label)),
              words,
              more,
              note,
            ),
      h(
        "div",
        { class: "two" },
        h("button", { type: "button", onclick: () => void this.download() }, icon("dl"), texts.transcript),
        h("button", { type: "button", onclick: () => this.startAgain() }, texts.again),
      ),
    );
  }

  private startAgain(): void {
    this.detach();
    this.draw();
    this.panel.querySelector<HTMLElement>("h2")?.focus();
  }

  private async download(): Promise<void> {
    const session = this.session;
    if (!session) {
      return;
    }
    try {
      const content = await this.api.transcript(session.session, session.token);
      const address = URL.createObjectURL(content);
      h("a", { href: address, download: `sapa-${session.number ?? session.session}.html` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch {
      this.tell(this.texts.transcriptFailed);
    }
  }

  // Telling

  /** For those who listen; `urgent` interrupts. */
  private say(text: string, urgent = false): void {
    (urgent ? this.alert : this.status).textContent = text;
  }

  /** For everybody: in the strip above the log, or beside the start's button. */
  private tell(text: string): void {
    const note = this.panel.querySelector(".act .note, .leave .note, .count");
    if (note) {
      (note as HTMLElement).hidden = false;
      note.textContent = text;
    }
    this.say(text, true);
  }

  /** The page's title says that something came while it was not looked at. */
  private notice(count: number): void {
    if (count > 0 && !this.ownTitle) {
      this.ownTitle = document.title;
      document.title = `(${count}) ${this.ownTitle}`;
    } else if (count === 0 && this.ownTitle) {
      document.title = this.ownTitle;
      this.ownTitle = "";
    }
  }

  private chime(): void {
    if (this.getAttribute("sound") !== "off") {
      chime();
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      if (this.asking) {
        this.ask(null);
      } else if (this.leaving) {
        this.setLeaving(false);
      } else {
        this.minimise();
      }
    } else if (event.key === "Tab" && matchMedia(PHONE).matches) {
      this.keepFocus(event);
    }
  }

  /** On a phone the panel covers the page: Tab goes round in it. */
  private keepFocus(event: KeyboardEvent): void {
    const stops = [...this.panel.querySelectorAll<HTMLElement>("a[href], button, input, textarea, [tabindex='0']")].filter(
      (one) => one.tabIndex >= 0 && one.checkVisibility(),
    );
    const at = (this.shadowRoot?.activeElement ?? null) as HTMLElement | null;
    const [first, last] = [stops[0], stops.at(-1)];
    if (first && last && (event.shiftKey ? at === first || !stops.includes(at!) : at === last)) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
}

/** Draws the parts of an element anew when what they show has changed. */
function set(element: HTMLElement, print: string, make: () => (Node | string)[]): void {
  if (element.dataset.print !== print) {
    element.dataset.print = print;
    element.replaceChildren(...make());
  }
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? "")
    .join("")
    .toUpperCase();
}
