import { uuid } from "./uuid";
import type { Attachment, ConversationState, Frame, Message, Participant, Pending } from "./types";

/** What a conversation needs of the client it belongs to. */
export interface Line {
  readonly isOnline: boolean;
  frame(type: string, conversationId: string, data?: object): void;
  get(path: string, sessionToken?: string): Promise<any>;
  emit(type: string, event: object): void;
  store(pending: Pending): void;
  forget(clientMsgId: string): void;
  settled(): void;
}

const ACK_MS = 5_000;
const HOLE_MS = 400;
const BEHIND_MS = 1_500;
const TYPING_EVERY_MS = 3_000;
const TYPING_ENDS_MS = 6_000;
const TYPIST_FORGOTTEN_MS = 10_000;
const FIRST_PAGE = 50;
const PAGE = 200;

/** Refusals of a join that another try may not meet. */
const PASSING = new Set(["service-unavailable", "internal-error", "rate-limited", "too-many-sockets"]);

/** One conversation: its messages without holes, what of ours is on its way, and who reads and types. */
export class Conversation {
  joined = false;
  state: ConversationState | null = null;
  messages: readonly Message[] = [];
  firstSeq = 0;
  lastSeq = 0;
  catchingUp = false;
  reads: { customer: number; agent: number } = { customer: 0, agent: 0 };
  /** How far messages have reached the other side's screens, by its own word; less than the truth when nobody is there to say. */
  received: { customer: number; agent: number } = { customer: 0, agent: 0 };
  typists: readonly { who: Participant; userId: string }[] = [];
  revision = 0;
  /** Why the last join was refused for good. */
  refusal: { code: string; error: string } | null = null;

  private wanted: "no" | "yes" | "send" = "no";
  private sessionToken: string | undefined;
  private startAfter: number | undefined;
  /** False until the place in the sequence is known from which messages are shown. */
  private placed = false;
  private head = 0;
  private side: Participant = "customer";
  private joining = false;
  private outgoing: (Pending & { sent?: boolean; tries?: number })[] = [];
  private readonly held = new Map<number, { message: Message; live: boolean }>();
  private readonly seen = new Set<number>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();
  private notifying = false;
  private fetching = false;
  private fetchFailures = 0;
  private pausedUntil = 0;
  private typingSentAt = 0;
  private readWanted = 0;
  private readSent = 0;
  private receivedSent = 0;

  constructor(
    readonly id: string,
    private readonly line: Line,
  ) {}

  get pending(): readonly Pending[] {
    return this.outgoing;
  }

  /** How many of ours the server does not have yet, as far as we know; not those that it refused. */
  get unsent(): number {
    return this.outgoing.filter((one) => one.state !== "failed" && !one.sent).length;
  }

  /** Whether nothing is missing and nothing of ours waits for the line. */
  get isSettled(): boolean {
    return this.wanted === "no" || this.refusal !== null || (this.joined && !this.catchingUp && this.unsent === 0);
  }

  /** Joins now and after every reconnect, going on after `lastSeq`. */
  join(options: { sessionToken?: string; afterSeq?: number } = {}): void {
    this.sessionToken = options.sessionToken ?? this.sessionToken;
    if (!this.placed && options.afterSeq !== undefined) {
      this.startAfter = options.afterSeq;
    }
    const again = this.wanted === "yes" && (this.joined || this.joining);
    this.wanted = "yes";
    this.refusal = null;
    if (!again) {
      this.requestJoin();
    }
  }

  leave(): void {
    this.wanted = "no";
    this.typing(false);
  }

  send(
    text: string,
    options: { messageType?: string; attachments?: Attachment[]; clientMsgId?: string } = {},
  ): Pending {
    const pending: Pending = {
      clientMsgId: options.clientMsgId ?? uuid(),
      conversationId: this.id,
      text,
      ...(options.messageType ? { messageType: options.messageType } : {}),
      ...(options.attachments?.length ? { attachments: options.attachments } : {}),
      createdAt: Date.now(),
      state: "queued",
    };
    this.line.store(pending);
    this.outgoing = [...this.outgoing, pending];
    this.cancel("typing-off");
    this.typingSentAt = 0;
    this.changed();
    this.flush();
    return pending;
  }

  retry(clientMsgId: string): void {
    const failed = this.outgoing.find((one) => one.clientMsgId === clientMsgId && one.state === "failed");
    if (failed) {
      this.replace(failed, { state: "queued", error: undefined, tries: 0 });
      this.flush();
    }
  }

  discard(clientMsgId: string): Pending | undefined {
    const found = this.outgoing.find((one) => one.clientMsgId === clientMsgId);
    if (found) {
      this.drop(found);
      this.flush();
    }
    return found;
  }

  typing(isTyping: boolean): void {
    this.cancel("typing-off");
    if (!isTyping) {
      if (this.typingSentAt !== 0) {
        this.typingSentAt = 0;
        this.say("typing", { is_typing: false });
      }
      return;
    }
    this.later("typing-off", TYPING_ENDS_MS, () => this.typing(false));
    if (Date.now() - this.typingSentAt >= TYPING_EVERY_MS && this.say("typing", { is_typing: true })) {
      this.typingSentAt = Date.now();
    }
  }

  read(seq: number): void {
    this.readWanted = Math.max(this.readWanted, seq);
    if (!this.timers.has("read")) {
      this.sayRead();
    }
  }

  async loadOlder(limit = FIRST_PAGE): Promise<boolean> {
    if (!this.placed || this.firstSeq <= 1) {
      return false;
    }
    const before = this.firstSeq;
    const page = await this.line.get(this.pageOf({ before_seq: before, limit }), this.sessionToken);
    if (this.firstSeq !== before) {
      return this.firstSeq > 1;
    }
    this.learnReads(page);
    const older = itemsOf(this.id, page).filter((message) => message.seq < before);
    for (const message of older) {
      this.line.emit("message", { conversationId: this.id, message, live: false });
    }
    this.messages = [...older, ...this.messages];
    this.firstSeq = older[0]?.seq ?? before;
    this.changed();
    return older.length > 0 && this.firstSeq > 1;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Takes up what an earlier page left unsent. */
  restore(pending: Pending): void {
    if (!this.outgoing.some((one) => one.clientMsgId === pending.clientMsgId)) {
      const state = pending.state === "failed" ? "failed" : "queued";
      this.outgoing = [...this.outgoing, { ...pending, state }];
      this.changed();
    }
  }

  /** Staff: the line is up, and something waits here though nobody looks. */
  joinToSend(): void {
    if (this.wanted === "no" && this.unsent > 0) {
      this.wanted = "send";
    }
  }

  up(): void {
    this.requestJoin();
  }

  down(): void {
    this.joined = false;
    this.joining = false;
    this.typingSentAt = 0;
    this.readSent = 0;
    this.receivedSent = 0;
    for (const name of [...this.timers.keys()]) {
      if (!name.startsWith("typist")) {
        this.cancel(name);
      }
    }
    this.outgoing = this.outgoing.map((one) => (one.state === "sending" && !one.sent ? { ...one, state: "queued" } : one));
    this.changed();
  }

  close(): void {
    this.down();
    for (const name of [...this.timers.keys()]) {
      this.cancel(name);
    }
  }

  /** @returns whether the frame was about this conversation and is dealt with */
  take(frame: Frame): boolean {
    const data = frame.data ?? {};
    switch (frame.type) {
      case "joined_session":
        this.onJoined(data);
        return true;
      case "new_message":
        this.onMessage(messageOf(this.id, data), this.joined);
        return true;
      case "ack":
        this.onAck(data);
        return true;
      case "nack":
        this.onNack(data);
        return true;
      case "gap":
        this.onGap(data);
        return true;
      case "session_update":
        this.know(data);
        return true;
      case "typing":
        this.onTyping(data);
        return true;
      case "read":
        this.onRead(data);
        return true;
      case "received":
        this.onReceived(data);
        return true;
      case "user_joined":
        // who has just come does not know yet what is here
        if (data.user_type === "agent") {
          this.receivedSent = 0;
          this.sayReceived();
        }
        return true;
      case "error":
        return this.joining && this.onRefused(frame);
      default:
        return false;
    }
  }

  /** The server says where the conversation ends. */
  onHead(head: number): void {
    if (this.wanted !== "yes") {
      const newest = Math.max(this.lastSeq, ...this.seen);
      if (head > newest && this.seen.size + this.lastSeq > 0) {
        this.line.emit("behind", { conversationId: this.id, lastSeq: head });
      }
      return;
    }
    this.aim(head);
  }

  // Joining

  private requestJoin(): void {
    if (this.wanted === "no" || this.refusal || !this.line.isOnline || this.joining) {
      return;
    }
    this.joining = true;
    this.later("join", ACK_MS * 2, () => {
      this.joining = false;
      this.requestJoin();
    });
    const after = this.placed ? this.lastSeq : this.startAfter;
    this.line.frame("join_session", this.id, {
      ...(this.sessionToken ? { session_token: this.sessionToken } : {}),
      ...(after === undefined ? {} : { after_seq: after }),
    });
  }

  private onJoined(data: any): void {
    this.cancel("join");
    this.joining = false;
    this.joined = true;
    this.side = data.user_type === "agent" ? "agent" : "customer";
    this.know({ ...data, last_seq: data.last_seq });
    if (!this.placed && this.startAfter !== undefined) {
      this.place(this.startAfter);
    }
    this.head = Math.max(this.head, data.last_seq ?? 0);
    if (this.wanted === "yes") {
      if (!this.placed) {
        this.catchingUp = true;
        this.fetchMissing();
      } else {
        this.aim(this.head);
      }
    }
    this.pausedUntil = 0;
    this.sayRead();
    this.sayReceived();
    this.flush();
    this.changed();
    this.line.settled();
  }

  private onRefused(frame: Frame): boolean {
    const code = frame.code ?? frame.data?.code ?? "internal-error";
    this.cancel("join");
    this.joining = false;
    if (PASSING.has(code)) {
      this.later("join", frame.data?.retry_after_ms ?? ACK_MS, () => this.requestJoin());
    } else {
      this.refusal = { code, error: frame.error ?? code };
      this.line.emit("failure", { ...this.refusal, conversationId: this.id });
      this.changed();
    }
    return true;
  }

  // Messages

  private onMessage(message: Message, live: boolean): void {
    this.settle(message);
    if (this.wanted !== "yes") {
      if (!this.seen.has(message.seq) && message.seq > this.lastSeq) {
        this.note(message.seq);
        this.line.emit("message", { conversationId: this.id, message, live: true });
      }
      return;
    }
    this.stopTypist(message.senderType);
    if (message.seq <= this.lastSeq && this.placed) {
      return;
    }
    this.head = Math.max(this.head, message.seq);
    this.held.set(message.seq, { message, live: live && this.joined && !this.catchingUp });
    this.showHeld();
    if (this.placed && this.held.size > 0) {
      this.later("hole", HOLE_MS, () => this.fetchMissing());
    }
  }

  private place(after: number): void {
    this.placed = true;
    this.lastSeq = after;
    this.firstSeq = after + 1;
  }

  private showHeld(): void {
    if (!this.placed) {
      return;
    }
    const shown: Message[] = [];
    for (let next = this.held.get(this.lastSeq + 1); next; next = this.held.get(this.lastSeq + 1)) {
      this.held.delete(next.message.seq);
      this.lastSeq = next.message.seq;
      shown.push(next.message);
      const message = next.message;
      this.outgoing = this.outgoing.filter((one) => one.clientMsgId !== message.clientMsgId);
      if (!this.seen.delete(message.seq)) {
        this.line.emit("message", { conversationId: this.id, message, live: next.live });
      }
    }
    for (const seq of this.held.keys()) {
      if (seq <= this.lastSeq) {
        this.held.delete(seq);
      }
    }
    if (shown.length > 0) {
      this.messages = [...this.messages, ...shown];
      this.sayReceived();
    }
    if (this.catchingUp && this.lastSeq >= this.head) {
      this.catchingUp = false;
      this.cancel("hole");
      this.line.settled();
    }
    this.changed();
  }

  /** Messages up to `head` exist: those that do not come by themselves are fetched. */
  private aim(head: number): void {
    this.head = Math.max(this.head, head);
    if (this.placed && this.lastSeq < this.head) {
      this.catchingUp = true;
      if (!this.timers.has("hole")) {
        this.later("hole", BEHIND_MS, () => this.fetchMissing());
      }
    }
  }

  private onGap(data: any): void {
    if (data.reason === "ahead") {
      // We know of messages that the server does not: whatever is shown here is not this conversation's.
      this.messages = [];
      this.held.clear();
      this.head = data.last_seq ?? 0;
      this.place(0);
    }
    this.head = Math.max(this.head, data.last_seq ?? 0);
    this.catchingUp = true;
    this.fetchMissing();
  }

  private fetchMissing(): void {
    if (this.fetching || this.wanted !== "yes") {
      return;
    }
    if (this.placed && this.lastSeq >= this.head && this.held.size === 0) {
      this.catchingUp = false;
      this.changed();
      this.line.settled();
      return;
    }
    this.fetching = true;
    const first = !this.placed;
    const path = first
      ? this.pageOf({ before_seq: this.head + 1, limit: FIRST_PAGE })
      : this.pageOf({ after_seq: this.lastSeq, limit: PAGE });
    this.line.get(path, this.sessionToken).then(
      (page) => {
        this.fetching = false;
        this.fetchFailures = 0;
        const items = itemsOf(this.id, page);
        this.learnReads(page);
        this.head = Math.max(this.head, page.last_seq ?? 0);
        if (first && !this.placed) {
          this.place((items[0]?.seq ?? this.head + 1) - 1);
        }
        for (const message of items) {
          this.settle(message);
          if (message.seq > this.lastSeq) {
            this.held.set(message.seq, { message, live: false });
          }
        }
        this.showHeld();
        if (this.lastSeq < this.head) {
          this.later("hole", items.length > 0 ? 0 : ACK_MS, () => this.fetchMissing());
        }
      },
      () => {
        this.fetching = false;
        const wait = Math.min(500 * 2 ** this.fetchFailures++, 15_000);
        this.later("hole", wait, () => this.fetchMissing());
      },
    );
  }

  private pageOf(query: Record<string, number>): string {
    return `/chat/conversations/${this.id}/messages?${new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    )}`;
  }

  private note(seq: number): void {
    this.seen.add(seq);
    if (this.seen.size > 100) {
      this.seen.delete(this.seen.values().next().value!);
    }
  }

  // Sending

  /** One at a time: a second one that overtook a refused first one would stand before it for ever. */
  private flush(): void {
    if (!this.joined || !this.line.isOnline) {
      return;
    }
    const next = this.outgoing.find((one) => one.state !== "failed" && !one.sent);
    if (!next || next.state === "sending") {
      return;
    }
    const pause = this.pausedUntil - Date.now();
    if (pause > 0) {
      this.later("flush", pause, () => this.flush());
      return;
    }
    this.transmit(this.replace(next, { state: "sending", tries: (next.tries ?? 0) + 1 }));
  }

  private transmit(pending: Pending & { tries?: number }): void {
    this.later("ack", ACK_MS * Math.min(pending.tries ?? 1, 4), () => {
      const late = this.outgoing.find((one) => one.clientMsgId === pending.clientMsgId && one.state === "sending");
      if (late && !late.sent) {
        this.transmit(this.replace(late, { tries: (late.tries ?? 0) + 1 }));
      }
    });
    this.line.frame("send_message", this.id, {
      message: pending.text,
      client_msg_id: pending.clientMsgId,
      ...(pending.messageType ? { message_type: pending.messageType } : {}),
      ...(pending.attachments ? { attachments: pending.attachments } : {}),
    });
  }

  private onAck(data: any): void {
    const acked = this.outgoing.find((one) => one.clientMsgId === data.client_msg_id);
    if (!acked) {
      return;
    }
    this.onMessage(
      {
        seq: data.seq,
        id: data.message_id,
        conversationId: this.id,
        text: acked.text,
        senderType: this.side,
        messageType: acked.messageType ?? "text",
        attachments: acked.attachments ?? [],
        clientMsgId: acked.clientMsgId,
        at: data.timestamp,
      },
      true,
    );
  }

  /** Ours, and committed: it need not be sent again. It leaves the outbox when it is shown. */
  private settle(message: Message): void {
    const ours = this.outgoing.find((one) => one.clientMsgId === message.clientMsgId);
    if (!ours || !message.clientMsgId) {
      return;
    }
    if (!ours.sent) {
      this.cancel("ack");
      this.line.forget(ours.clientMsgId);
    }
    if (this.wanted !== "yes" || (this.placed && message.seq <= this.lastSeq)) {
      this.outgoing = this.outgoing.filter((one) => one !== ours);
    } else {
      this.replace(ours, { state: "sending", sent: true });
    }
    this.changed();
    this.flush();
    this.line.settled();
  }

  private onNack(data: any): void {
    const refused = this.outgoing.find((one) => one.clientMsgId === data.client_msg_id);
    if (!refused || refused.sent) {
      return;
    }
    this.cancel("ack");
    if (data.retryable || PASSING.has(data.code)) {
      const wait = data.retry_after_ms ?? Math.min(500 * 2 ** (refused.tries ?? 1), 15_000);
      this.pausedUntil = Date.now() + wait;
      this.replace(refused, { state: "queued" });
    } else {
      const failed = this.replace(refused, { state: "failed", error: { code: data.code, error: data.error } });
      this.line.store(strip(failed));
    }
    this.flush();
    this.line.settled();
  }

  private replace(old: Pending, change: Partial<Pending & { sent: boolean; tries: number }>): Pending & { tries?: number } {
    const renewed = { ...old, ...change } as Pending & { sent?: boolean; tries?: number };
    this.outgoing = this.outgoing.map((one) => (one.clientMsgId === old.clientMsgId ? renewed : one));
    this.changed();
    return renewed;
  }

  private drop(pending: Pending): void {
    this.line.forget(pending.clientMsgId);
    this.outgoing = this.outgoing.filter((one) => one.clientMsgId !== pending.clientMsgId);
    this.cancel("ack");
    this.changed();
  }

  // State and signals

  private know(data: any): void {
    if (this.state && data.version < this.state.version) {
      return;
    }
    this.state = {
      status: data.status,
      responder: data.responder,
      ...(data.agent ? { agent: data.agent } : {}),
      version: data.version,
      lastSeq: Math.max(data.last_seq ?? 0, this.state?.lastSeq ?? 0),
    };
    this.line.emit("update", { conversationId: this.id, state: this.state });
    this.changed();
  }

  private onTyping(data: any): void {
    const who: Participant = data.sender_type === "customer" ? "customer" : "agent";
    const userId = String(data.user_id ?? "");
    const key = `typist ${who} ${userId}`;
    this.cancel(key);
    const others = this.typists.filter((one) => one.who !== who || one.userId !== userId);
    this.typists = data.is_typing ? [...others, { who, userId }] : others;
    if (data.is_typing) {
      this.later(key, TYPIST_FORGOTTEN_MS, () => this.onTyping({ ...data, is_typing: false }));
    }
    this.line.emit("typing", { conversationId: this.id, who, userId, isTyping: Boolean(data.is_typing) });
    this.changed();
  }

  /** Who has said it is not typing it any more. */
  private stopTypist(senderType: string): void {
    if (this.typists.some((one) => one.who === senderType)) {
      this.typists = this.typists.filter((one) => one.who !== senderType);
    }
  }

  private onRead(data: any): void {
    const who: Participant = data.reader_type === "customer" ? "customer" : "agent";
    if (data.seq > this.reads[who]) {
      this.reads = { ...this.reads, [who]: data.seq };
      this.line.emit("read", { conversationId: this.id, who, seq: data.seq });
      this.changed();
    }
  }

  private onReceived(data: any): void {
    const who: Participant = data.receiver_type === "customer" ? "customer" : "agent";
    if (data.seq > this.received[who]) {
      this.received = { ...this.received, [who]: data.seq };
      this.changed();
    }
  }

  /** A visitor's page says what it has; those who answer want to know, and not the other way round. */
  private sayReceived(): void {
    if (this.side !== "customer" || !this.joined || !this.line.isOnline) {
      return;
    }
    const theirs = this.messages.findLast((message) => message.senderType !== "customer")?.seq ?? 0;
    if (theirs > this.receivedSent) {
      this.receivedSent = theirs;
      this.line.frame("received", this.id, { seq: this.lastSeq });
    }
  }

  /** What was read before we came stands on the messages of a page. */
  private learnReads(page: any): void {
    for (const item of page.items ?? []) {
      if (item.read_at) {
        this.onRead({ reader_type: item.author === "visitor" ? "agent" : "customer", seq: item.seq });
      }
    }
  }

  private sayRead(): void {
    if (this.readWanted > this.readSent && this.joined && this.line.isOnline) {
      this.readSent = this.readWanted;
      this.line.frame("read", this.id, { seq: this.readSent });
      this.later("read", 1_000, () => this.sayRead());
    }
  }

  private say(kind: "typing", data: object): boolean {
    if (this.joined && this.line.isOnline) {
      this.line.frame(`${this.side}_${kind}`, this.id, data);
      return true;
    }
    return false;
  }

  private changed(): void {
    this.revision++;
    if (!this.notifying) {
      this.notifying = true;
      queueMicrotask(() => {
        this.notifying = false;
        for (const listener of [...this.listeners]) {
          listener();
        }
      });
    }
  }

  private later(name: string, ms: number, action: () => void): void {
    this.cancel(name);
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        action();
      }, ms),
    );
  }

  private cancel(name: string): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

function strip({ clientMsgId, conversationId, text, messageType, attachments, createdAt, state, error }: Pending): Pending {
  return { clientMsgId, conversationId, text, messageType, attachments, createdAt, state, error };
}

/** From a `new_message` frame. */
function messageOf(conversationId: string, data: any): Message {
  return {
    seq: data.seq,
    id: data.message_id,
    conversationId,
    text: data.message ?? "",
    senderType: data.sender_type,
    ...(data.sender_id ? { senderId: data.sender_id } : {}),
    ...(data.sender_name ? { senderName: data.sender_name } : {}),
    messageType: data.message_type ?? "text",
    attachments: data.attachments ?? [],
    ...(data.client_msg_id ? { clientMsgId: data.client_msg_id } : {}),
    at: data.timestamp,
  };
}

/** From a page of the native API. */
function itemsOf(conversationId: string, page: any): Message[] {
  return (page.items ?? []).map((item: any) => ({
    seq: item.seq,
    id: item.id,
    conversationId,
    text: item.text ?? "",
    senderType: item.author === "visitor" ? "customer" : item.author,
    ...(item.author_id ? { senderId: item.author_id } : {}),
    ...(item.author_name ? { senderName: item.author_name } : {}),
    messageType: item.message_type ?? "text",
    attachments: item.attachments ?? [],
    ...(item.client_msg_id ? { clientMsgId: item.client_msg_id } : {}),
    at: item.posted_at,
  }));
}
