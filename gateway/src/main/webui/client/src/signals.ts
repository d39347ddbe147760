import type { Line } from "./line";
import type { Timers } from "./timers";
import type { Message, Participant } from "./types";

const TYPING_EVERY_MS = 3_000;
const TYPING_ENDS_MS = 6_000;
const TYPIST_FORGOTTEN_MS = 10_000;
const TYPIST = "typist";

/** What signals need of their conversation. */
interface Host {
  readonly id: string;
  readonly line: Line;
  readonly timers: Timers;
  readonly side: Participant;
  readonly isJoined: boolean;
  readonly messages: readonly Message[];
  readonly lastSeq: number;
  changed(): void;
}

/** Who types, and how far each side has got messages and read them; ours is told, and the others' is known. */
export class Signals {
  reads: { customer: number; agent: number } = { customer: 0, agent: 0 };
  received: { customer: number; agent: number } = { customer: 0, agent: 0 };
  typists: readonly { who: Participant; userId: string }[] = [];
  private typingSentAt = 0;
  private readWanted = 0;
  private readSent = 0;
  private receivedSent = 0;

  constructor(private readonly host: Host) {}

  typing(isTyping: boolean): void {
    this.host.timers.cancel("typing-off");
    if (!isTyping) {
      if (this.typingSentAt !== 0) {
        this.typingSentAt = 0;
        this.sayTyping(false);
      }
      return;
    }
    this.host.timers.later("typing-off", TYPING_ENDS_MS, () => this.typing(false));
    if (Date.now() - this.typingSentAt >= TYPING_EVERY_MS && this.sayTyping(true)) {
      this.typingSentAt = Date.now();
    }
  }

  /** What is sent tells by itself that it is not typed any more. */
  typed(): void {
    this.host.timers.cancel("typing-off");
    this.typingSentAt = 0;
  }

  read(seq: number): void {
    this.readWanted = Math.max(this.readWanted, seq);
    if (!this.host.timers.has("read")) {
      this.sayRead();
    }
  }

  up(): void {
    this.sayRead();
    this.sayReceived();
  }

  down(): void {
    this.typingSentAt = 0;
    this.readSent = 0;
    this.receivedSent = 0;
  }

  /** Whether a timer goes on without a line. */
  static survives(timer: string): boolean {
    return timer.startsWith(TYPIST);
  }

  /** Who has just come does not know yet what is here. */
  onAgentCame(): void {
    this.receivedSent = 0;
    this.sayReceived();
  }

  onTyping(data: any): void {
    const who: Participant = data.sender_type === "customer" ? "customer" : "agent";
    const userId = String(data.user_id ?? "");
    const key = `${TYPIST} ${who} ${userId}`;
    this.host.timers.cancel(key);
    const others = this.typists.filter((one) => one.who !== who || one.userId !== userId);
    this.typists = data.is_typing ? [...others, { who, userId }] : others;
    if (data.is_typing) {
      this.host.timers.later(key, TYPIST_FORGOTTEN_MS, () => this.onTyping({ ...data, is_typing: false }));
    }
    this.host.line.emit("typing", { conversationId: this.host.id, who, userId, isTyping: Boolean(data.is_typing) });
    this.host.changed();
  }

  /** Who has said it is not typing it any more. */
  stopTypist(senderType: string): void {
    if (this.typists.some((one) => one.who === senderType)) {
      this.typists = this.typists.filter((one) => one.who !== senderType);
    }
  }

  onRead(data: any): void {
    const who: Participant = data.reader_type === "customer" ? "customer" : "agent";
    if (data.seq > this.reads[who]) {
      this.reads = { ...this.reads, [who]: data.seq };
      this.host.line.emit("read", { conversationId: this.host.id, who, seq: data.seq });
      this.host.changed();
    }
  }

  onReceived(data: any): void {
    const who: Participant = data.receiver_type === "customer" ? "customer" : "agent";
    if (data.seq > this.received[who]) {
      this.received = { ...this.received, [who]: data.seq };
      this.host.changed();
    }
  }

  /** What was read before we came stands on the messages of a page. */
  learnReads(page: any): void {
    for (const item of page.items ?? []) {
      if (item.read_at) {
        this.onRead({ reader_type: item.author === "visitor" ? "agent" : "customer", seq: item.seq });
      }
    }
  }

  /** A visitor's page says what it has; those who answer want to know, and not the other way round. */
  sayReceived(): void {
    const { host } = this;
    if (host.side !== "customer" || !host.isJoined || !host.line.isOnline) {
      return;
    }
    const theirs = host.messages.findLast((message) => message.senderType !== "customer")?.seq ?? 0;
    if (theirs > this.receivedSent) {
      this.receivedSent = theirs;
      host.line.frame("received", host.id, { seq: host.lastSeq });
    }
  }

  private sayRead(): void {
    const { host } = this;
    if (this.readWanted > this.readSent && host.isJoined && host.line.isOnline) {
      this.readSent = this.readWanted;
      host.line.frame("read", host.id, { seq: this.readSent });
      host.timers.later("read", 1_000, () => this.sayRead());
    }
  }

  private sayTyping(isTyping: boolean): boolean {
    const { host } = this;
    if (host.isJoined && host.line.isOnline) {
      host.line.frame(`${host.side}_typing`, host.id, { is_typing: isTyping });
      return true;
    }
    return false;
  }
}
