import { ACK_MS, PASSING, type Line } from "./line";
import { Outgoing } from "./outgoing";
import { Signals } from "./signals";
import { Timers } from "./timers";
import type { Attachment, ConversationState, Frame, Message, Participant, Pending } from "./types";
import { itemsOf, messageOf } from "./wire";

const HOLE_MS = 400;
const BEHIND_MS = 1_500;
const FIRST_PAGE = 50;
const PAGE = 200;

/** One conversation: its messages without holes, what of ours is on its way, and who reads and types. */
export class Conversation {
  joined = false;
  state: ConversationState | null = null;
  messages: readonly Message[] = [];
  firstSeq = 0;
  lastSeq = 0;
  catchingUp = false;
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
  private readonly held = new Map<number, { message: Message; live: boolean }>();
  private readonly seen = new Set<number>();
  private readonly timers = new Timers();
  private readonly listeners = new Set<() => void>();
  private notifying = false;
  private fetching = false;
  private fetchFailures = 0;
  private readonly outgoing: Outgoing;
  private readonly signals: Signals;

  constructor(
    readonly id: string,
    private readonly line: Line,
  ) {
    const conversation = this;
    this.outgoing = new Outgoing({
      id,
      line,
      timers: this.timers,
      get side() {
        return conversation.side;
      },
      get isJoined() {
        return conversation.joined;
      },
      isPast: (seq) => this.wanted !== "yes" || (this.placed && seq <= this.lastSeq),
      committed: (message) => this.onMessage(message, true),
      changed: () => this.changed(),
    });
    this.signals = new Signals({
      id,
      line,
      timers: this.timers,
      get side() {
        return conversation.side;
      },
      get isJoined() {
        return conversation.joined;
      },
      get messages() {
        return conversation.messages;
      },
      get lastSeq() {
        return conversation.lastSeq;
      },
      changed: () => this.changed(),
    });
  }

  get pending(): readonly Pending[] {
    return this.outgoing.pending;
  }

  /** How many of ours the server does not have yet, as far as we know; not those that it refused. */
  get unsent(): number {
    return this.outgoing.unsent;
  }

  get reads(): { customer: number; agent: number } {
    return this.signals.reads;
  }

  /** How far messages have reached the other side's screens, by its own word; less than the truth when nobody is there to say. */
  get received(): { customer: number; agent: number } {
    return this.signals.received;
  }

  get typists(): readonly { who: Participant; userId: string }[] {
    return this.signals.typists;
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
    this.signals.typed();
    return this.outgoing.send(text, options);
  }

  retry(clientMsgId: string): void {
    this.outgoing.retry(clientMsgId);
  }

  discard(clientMsgId: string): Pending | undefined {
    return this.outgoing.discard(clientMsgId);
  }

  typing(isTyping: boolean): void {
    this.signals.typing(isTyping);
  }

  read(seq: number): void {
    this.signals.read(seq);
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
    this.signals.learnReads(page);
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
    this.outgoing.restore(pending);
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
    this.signals.down();
    this.timers.cancelAll((name) => !Signals.survives(name));
    this.outgoing.down();
    this.changed();
  }

  close(): void {
    this.down();
    this.timers.cancelAll();
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
        this.outgoing.onAck(data);
        return true;
      case "nack":
        this.outgoing.onNack(data);
        return true;
      case "gap":
        this.onGap(data);
        return true;
      case "session_update":
        this.know(data);
        return true;
      case "typing":
        this.signals.onTyping(data);
        return true;
      case "read":
        this.signals.onRead(data);
        return true;
      case "received":
        this.signals.onReceived(data);
        return true;
      case "user_joined":
        if (data.user_type === "agent") {
          this.signals.onAgentCame();
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
    this.timers.later("join", ACK_MS * 2, () => {
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
    this.timers.cancel("join");
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
    this.signals.up();
    this.outgoing.up();
    this.changed();
    this.line.settled();
  }

  private onRefused(frame: Frame): boolean {
    const code = frame.code ?? frame.data?.code ?? "internal-error";
    this.timers.cancel("join");
    this.joining = false;
    if (PASSING.has(code)) {
      this.timers.later("join", frame.data?.retry_after_ms ?? ACK_MS, () => this.requestJoin());
    } else {
      this.refusal = { code, error: frame.error ?? code };
      this.line.emit("failure", { ...this.refusal, conversationId: this.id });
      this.changed();
    }
    return true;
  }

  // Messages

  private onMessage(message: Message, live: boolean): void {
    this.outgoing.settle(message);
    if (this.wanted !== "yes") {
      if (!this.seen.has(message.seq) && message.seq > this.lastSeq) {
        this.note(message.seq);
        this.line.emit("message", { conversationId: this.id, message, live: true });
      }
      return;
    }
    this.signals.stopTypist(message.senderType);
    if (message.seq <= this.lastSeq && this.placed) {
      return;
    }
    this.head = Math.max(this.head, message.seq);
    this.held.set(message.seq, { message, live: live && this.joined && !this.catchingUp });
    this.showHeld();
    if (this.placed && this.held.size > 0) {
      this.timers.later("hole", HOLE_MS, () => this.fetchMissing());
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
      this.outgoing.shown(message);
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
      this.signals.sayReceived();
    }
    if (this.catchingUp && this.lastSeq >= this.head) {
      this.catchingUp = false;
      this.timers.cancel("hole");
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
        this.timers.later("hole", BEHIND_MS, () => this.fetchMissing());
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
        this.signals.learnReads(page);
        this.head = Math.max(this.head, page.last_seq ?? 0);
        if (first && !this.placed) {
          this.place((items[0]?.seq ?? this.head + 1) - 1);
        }
        for (const message of items) {
          this.outgoing.settle(message);
          if (message.seq > this.lastSeq) {
            this.held.set(message.seq, { message, live: false });
          }
        }
        this.showHeld();
        if (this.lastSeq < this.head) {
          this.timers.later("hole", items.length > 0 ? 0 : ACK_MS, () => this.fetchMissing());
        }
      },
      () => {
        this.fetching = false;
        const wait = Math.min(500 * 2 ** this.fetchFailures++, 15_000);
        this.timers.later("hole", wait, () => this.fetchMissing());
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

  // State

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
}
