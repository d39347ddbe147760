import { ACK_MS, PASSING, type Line } from "./line";
import type { Timers } from "./timers";
import type { Attachment, Message, Participant, Pending } from "./types";
import { uuid } from "./uuid";

/** `sent` is committed, and waits to be shown in its place. */
type Entry = Pending & { sent?: boolean; tries?: number };

/** What messages on their way need of their conversation. */
interface Host {
  readonly id: string;
  readonly line: Line;
  readonly timers: Timers;
  readonly side: Participant;
  readonly isJoined: boolean;
  /** Whether a message of that place needs no showing any more. */
  isPast(seq: number): boolean;
  committed(message: Message): void;
  changed(): void;
}

/** What of ours is on its way: sent one after the other, again until acknowledged, and kept until it is shown. */
export class Outgoing {
  private entries: Entry[] = [];
  private pausedUntil = 0;

  constructor(private readonly host: Host) {}

  get pending(): readonly Pending[] {
    return this.entries;
  }

  /** How many the server does not have yet, as far as we know; not those that it refused. */
  get unsent(): number {
    return this.entries.filter((one) => one.state !== "failed" && !one.sent).length;
  }

  send(text: string, options: { messageType?: string; attachments?: Attachment[]; clientMsgId?: string }): Pending {
    const pending: Pending = {
      clientMsgId: options.clientMsgId ?? uuid(),
      conversationId: this.host.id,
      text,
      ...(options.messageType ? { messageType: options.messageType } : {}),
      ...(options.attachments?.length ? { attachments: options.attachments } : {}),
      createdAt: Date.now(),
      state: "queued",
    };
    this.host.line.store(pending);
    this.entries = [...this.entries, pending];
    this.host.changed();
    this.flush();
    return pending;
  }

  retry(clientMsgId: string): void {
    const failed = this.entries.find((one) => one.clientMsgId === clientMsgId && one.state === "failed");
    if (failed) {
      this.replace(failed, { state: "queued", error: undefined, tries: 0 });
      this.flush();
    }
  }

  discard(clientMsgId: string): Pending | undefined {
    const found = this.entries.find((one) => one.clientMsgId === clientMsgId);
    if (found) {
      this.drop(found);
      this.flush();
    }
    return found;
  }

  /** Takes up what an earlier page left unsent. */
  restore(pending: Pending): void {
    if (!this.entries.some((one) => one.clientMsgId === pending.clientMsgId)) {
      const state = pending.state === "failed" ? "failed" : "queued";
      this.entries = [...this.entries, { ...pending, state }];
      this.host.changed();
    }
  }

  up(): void {
    this.pausedUntil = 0;
    this.flush();
  }

  down(): void {
    this.entries = this.entries.map((one) => (one.state === "sending" && !one.sent ? { ...one, state: "queued" } : one));
  }

  /** One at a time: a second one that overtook a refused first one would stand before it for ever. */
  flush(): void {
    if (!this.host.isJoined || !this.host.line.isOnline) {
      return;
    }
    const next = this.entries.find((one) => one.state !== "failed" && !one.sent);
    if (!next || next.state === "sending") {
      return;
    }
    const pause = this.pausedUntil - Date.now();
    if (pause > 0) {
      this.host.timers.later("flush", pause, () => this.flush());
      return;
    }
    this.transmit(this.replace(next, { state: "sending", tries: (next.tries ?? 0) + 1 }));
  }

  private transmit(pending: Entry): void {
    this.host.timers.later("ack", ACK_MS * Math.min(pending.tries ?? 1, 4), () => {
      const late = this.entries.find((one) => one.clientMsgId === pending.clientMsgId && one.state === "sending");
      if (late && !late.sent) {
        this.transmit(this.replace(late, { tries: (late.tries ?? 0) + 1 }));
      }
    });
    this.host.line.frame("send_message", this.host.id, {
      message: pending.text,
      client_msg_id: pending.clientMsgId,
      ...(pending.messageType ? { message_type: pending.messageType } : {}),
      ...(pending.attachments ? { attachments: pending.attachments } : {}),
    });
  }

  onAck(data: any): void {
    const acked = this.entries.find((one) => one.clientMsgId === data.client_msg_id);
    if (!acked) {
      return;
    }
    this.host.committed({
      seq: data.seq,
      id: data.message_id,
      conversationId: this.host.id,
      text: acked.text,
      senderType: this.host.side,
      messageType: acked.messageType ?? "text",
      attachments: acked.attachments ?? [],
      clientMsgId: acked.clientMsgId,
      at: data.timestamp,
    });
  }

  onNack(data: any): void {
    const refused = this.entries.find((one) => one.clientMsgId === data.client_msg_id);
    if (!refused || refused.sent) {
      return;
    }
    this.host.timers.cancel("ack");
    if (data.retryable || PASSING.has(data.code)) {
      const wait = data.retry_after_ms ?? Math.min(500 * 2 ** (refused.tries ?? 1), 15_000);
      this.pausedUntil = Date.now() + wait;
      this.replace(refused, { state: "queued" });
    } else {
      const failed = this.replace(refused, { state: "failed", error: { code: data.code, error: data.error } });
      this.host.line.store(strip(failed));
    }
    this.flush();
    this.host.line.settled();
  }

  /** A message that is committed: if it is ours, it need not be sent again. It leaves the outbox when it is shown. */
  settle(message: Message): void {
    const ours = this.entries.find((one) => one.clientMsgId === message.clientMsgId);
    if (!ours || !message.clientMsgId) {
      return;
    }
    if (!ours.sent) {
      this.host.timers.cancel("ack");
      this.host.line.forget(ours.clientMsgId);
    }
    if (this.host.isPast(message.seq)) {
      this.entries = this.entries.filter((one) => one !== ours);
    } else {
      this.replace(ours, { state: "sending", sent: true });
    }
    this.host.changed();
    this.flush();
    this.host.line.settled();
  }

  shown(message: Message): void {
    this.entries = this.entries.filter((one) => one.clientMsgId !== message.clientMsgId);
  }

  private replace(old: Pending, change: Partial<Entry>): Entry {
    const renewed = { ...old, ...change } as Entry;
    this.entries = this.entries.map((one) => (one.clientMsgId === old.clientMsgId ? renewed : one));
    this.host.changed();
    return renewed;
  }

  private drop(pending: Pending): void {
    this.host.line.forget(pending.clientMsgId);
    this.entries = this.entries.filter((one) => one.clientMsgId !== pending.clientMsgId);
    this.host.timers.cancel("ack");
    this.host.changed();
  }
}

function strip({ clientMsgId, conversationId, text, messageType, attachments, createdAt, state, error }: Pending): Pending {
  return { clientMsgId, conversationId, text, messageType, attachments, createdAt, state, error };
}
