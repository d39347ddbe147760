import { localOutbox, SapaClient, uuid, type Conversation } from "@sapa/client";
import { Api, Refused } from "./api";
import { chime } from "./chime";
import { choices, type Asking } from "./choices";
import { closedCard } from "./closing";
import { Composer } from "./composer";
import { h, icon, mark } from "./dom";
import { keepFocus } from "./focus";
import { Launcher } from "./launcher";
import { leaveForm } from "./leave";
import { firstName, Log } from "./log";
import { Memory, type Draft, type Remembered } from "./memory";
import { menu } from "./menu";
import { PlaceWatch } from "./place-watch";
import { startForm, type Asked } from "./start";
import { startSession } from "./starting";
import { Strip } from "./strip";
import css from "./style.css?inline";
import { textsFor, type Texts } from "./texts";
import { Times } from "./time";
import { Uploads } from "./uploads";
import { placeCard, ticketCard } from "./waiting";

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
  private readonly root = h("div", { class: "root" });
  private panel!: HTMLElement;
  private launcher!: Launcher;
  private status!: HTMLElement;
  private alert!: HTMLElement;
  private view: { name: string; refresh: () => void } = { name: "", refresh: () => {} };
  private log: Log | null = null;
  private leaving = false;
  private asking: Asking = null;
  private agentSeen = "";
  private ownTitle = "";
  private cleanups: (() => void)[] = [];
  private readonly uploads = this.uploadsOf();
  private readonly strip = this.stripOf();
  private readonly places = this.placesOf();

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
    this.places.stop();
    this.strip.stop();
    this.notice(0);
  }

  /** Shows the panel; the keyboard's focus goes to its heading, but not when the page has only just come. */
  open(takeFocus = true): void {
    if (this.root.dataset.open === "true") {
      return;
    }
    this.root.dataset.open = "true";
    this.memory.isOpen = true;
    this.launcher.button.setAttribute("aria-expanded", "true");
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
    this.launcher.button.setAttribute("aria-expanded", "false");
    if (this.log) {
      this.log.awayAfter = null;
    }
    this.refresh();
    this.launcher.button.focus();
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
    this.launcher = new Launcher({ texts: this.texts, label: this.getAttribute("label"), open: () => this.open() });
    this.root.append(this.panel, this.launcher.element, this.status, this.alert);
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
    client.on("resumed", ({ sent }) => this.strip.back(sent));
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
    this.places.forget();
    this.client?.close();
    this.client = null;
    this.conversation = null;
    this.session = null;
    this.log = null;
    this.agentSeen = "";
    this.leaving = false;
    this.asking = null;
    this.uploads.clear();
    this.strip.clear();
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
      const isFirst = this.agentSeen === "" && this.places.place !== null;
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
      this.places.start();
    } else {
      this.places.stop();
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
    this.strip.follow(connection);
    this.refresh();
    if (connection?.state === "online") {
      void this.uploads.next();
    }
  }

  private stripOf(): Strip {
    const chat = this;
    return new Strip({
      get texts() {
        return chat.texts;
      },
      changed: () => this.refresh(),
      retry: () => this.client?.retryNow(),
      say: (text) => this.say(text),
    });
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

  private placesOf(): PlaceWatch {
    const chat = this;
    return new PlaceWatch({
      get api() {
        return chat.api;
      },
      get session() {
        return chat.session;
      },
      get isWaiting() {
        return chat.conversation?.state?.status === "waiting";
      },
      moved: (position) => this.say(this.texts.position(position)),
      changed: () => this.refresh(),
    });
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
    const newest = this.conversation?.messages.findLast((one) => one.senderType === "agent" || one.senderType === "bot");
    this.launcher.draw(this.isOpen, this.unread, newest);
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
    try {
      const started = await startSession(this.api, this.texts, request, key, () => this.isConnected && !this.session, note);
      if (!started || this.session) {
        return;
      }
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
    } catch (failure) {
      note.textContent = this.texts.startRefused((failure as Error).message);
      this.memory.draft = { ...said, key: undefined };
      busy(false);
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
    const files = h("div", { class: "files" });
    const composer = this.composer();
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
    this.panel.replaceChildren(top, net, card, scroller, jump, alt, composer.count, composer.element);
    composer.grow();

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
      set(net, this.strip.print, () => this.strip.words());
      net.hidden = this.strip.isHidden;
      net.classList.toggle("ok", this.strip.isGood);
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
      scroller.hidden = this.leaving;
      composer.draw(status === "closed" || this.leaving, status === "waiting" ? texts.writeMore : texts.write);
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

  private composer(): Composer {
    const chat = this;
    return new Composer({
      texts: this.texts,
      longest: LONGEST_TEXT,
      get unsent() {
        return chat.memory.unsent;
      },
      set unsent(text) {
        chat.memory.unsent = text;
      },
      get canSend() {
        return chat.conversation !== null;
      },
      send: (words) => {
        this.conversation?.send(words);
        this.refresh();
        this.log?.toBottom();
      },
      typing: (isTyping) => this.conversation?.typing(isTyping),
      attach: (files) => this.uploads.add(files),
    });
  }

  // Waiting

  private cardPrint(status: string): string {
    return status === "waiting" ? `w ${JSON.stringify(this.places.place)} ${this.leaving} ${this.session?.left}` : status;
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
    return [placeCard(texts, this.times, this.places.place, () => this.setLeaving(true))];
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
    return leaveForm({
      texts: this.texts,
      api: this.api,
      session: this.session!,
      longest: LONGEST_TEXT,
      unsent: this.memory.unsent,
      say: (text) => {
        this.conversation?.send(text);
        this.memory.unsent = "";
      },
      askNumber: () => this.askNumber(),
      done: ({ name, email }) => {
        this.remember({ left: email, name, email });
        this.say(this.texts.ticket(this.session?.number ?? ""), true);
        this.setLeaving(false);
      },
      cancel: () => this.setLeaving(false),
    });
  }

  private alternatives(status: string): Node[] {
    return choices({
      texts: this.texts,
      asking: this.asking,
      canLeave: status === "waiting" && !this.leaving,
      hasLeft: Boolean(this.session?.left),
      ask: (what) => this.ask(what),
      leaveMessage: () => this.setLeaving(true),
      end: (reason) => void this.end(reason),
    });
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
    return closedCard({
      texts: this.texts,
      api: this.api,
      session: this.session!,
      messages: this.conversation!.messages,
      agentName,
      rated: (stars, isNews) => {
        this.remember({ rated: stars });
        if (isNews) {
          this.say(this.texts.rated, true);
        }
        this.refresh();
        if (isNews) {
          this.log?.toBottom();
        }
      },
      download: () => void this.download(),
      again: () => this.startAgain(),
    });
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
      keepFocus(event, this.panel, this.shadowRoot?.activeElement ?? null);
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
