import type { Environment, Frame } from "../src/types";

interface Stored {
  seq: number;
  id: string;
  text: string;
  senderType: string;
  clientMsgId?: string;
}

/** The wire of a gateway with one conversation, as deploy/docs/socket-protocol.md tells it; what goes wrong is for the test to say. */
export class Gateway {
  readonly messages: Stored[] = [];
  readonly sockets: FakeSocket[] = [];
  /** Everything that clients sent, in order. */
  readonly received: Frame[] = [];
  readonly fetched: string[] = [];
  /** Frames of these types are lost on their way to the client. */
  readonly lose = new Set<string>();
  /** Answers to sends, one each, before sends are committed. */
  readonly refusals: { code: string; retryable?: boolean; retry_after_ms?: number }[] = [];
  status = "active";
  reachable = true;
  mute = false;
  fetchFails = 0;
  replayAtMost = 1000;

  readonly env: Partial<Environment> = {
    WebSocket: this.socketClass() as unknown as Environment["WebSocket"],
    fetch: (url) => this.answer(url),
    random: () => 0.5,
  };

  get open(): FakeSocket {
    const socket = this.sockets.findLast((one) => one.readyState === 1);
    if (!socket) {
      throw new Error("no open socket");
    }
    return socket;
  }

  sent(type: string): Frame[] {
    return this.received.filter((frame) => frame.type === type);
  }

  /** Another one says something. */
  post(text: string, senderType = "agent", deliver = true): Stored {
    const stored = { seq: this.messages.length + 1, id: `m${this.messages.length + 1}`, text, senderType };
    this.messages.push(stored);
    if (deliver) {
      this.push(this.newMessage(stored));
    }
    return stored;
  }

  push(frame: Frame): void {
    for (const socket of this.sockets) {
      socket.deliver(frame);
    }
  }

  newMessage(stored: Stored): Frame {
    return {
      type: "new_message",
      success: true,
      session_id: "c1",
      data: {
        session_id: "c1",
        message_id: stored.id,
        seq: stored.seq,
        message: stored.text,
        sender_type: stored.senderType,
        sender_id: null,
        message_type: "text",
        ...(stored.clientMsgId ? { client_msg_id: stored.clientMsgId } : {}),
        timestamp: "2026-11-21T03:00:00Z",
      },
    };
  }

  heads(): void {
    this.push({
      type: "heartbeat",
      data: { server_time: new Date().toISOString(), heads: { c1: this.messages.length } },
    });
  }

  /** The gateway dies, or the line does. */
  cut(code = 1006): void {
    for (const socket of this.sockets) {
      socket.end(code);
    }
  }

  take(socket: FakeSocket, frame: Frame): void {
    this.received.push(frame);
    if (this.mute) {
      return;
    }
    switch (frame.type) {
      case "join_session":
        return this.onJoin(socket, frame.data);
      case "send_message":
        return this.onSend(socket, frame.data);
      case "ping":
        return socket.deliver({ type: "pong", data: { server_time: new Date().toISOString() } });
    }
  }

  private onJoin(socket: FakeSocket, data: any): void {
    socket.deliver({
      type: "joined_session",
      session_id: "c1",
      data: {
        session_id: "c1",
        user_type: socket.protocols ? "agent" : "customer",
        last_seq: this.messages.length,
        status: this.status,
        responder: "agent",
        version: 3,
      },
    });
    if (data.after_seq === undefined) {
      return;
    }
    const from = Math.max(data.after_seq, this.messages.length - this.replayAtMost);
    if (data.after_seq > this.messages.length) {
      return this.gap(socket, "ahead", this.messages.length);
    }
    if (from > data.after_seq) {
      this.gap(socket, "too-old", from);
    }
    for (const stored of this.messages.filter((one) => one.seq > from)) {
      socket.deliver(this.newMessage(stored));
    }
  }

  private gap(socket: FakeSocket, reason: string, after: number): void {
    socket.deliver({
      type: "gap",
      session_id: "c1",
      data: { session_id: "c1", reason, after_seq: after, last_seq: this.messages.length },
    });
  }

  private onSend(socket: FakeSocket, data: any): void {
    const refusal = this.refusals.shift();
    if (refusal) {
      socket.deliver({
        type: "nack",
        session_id: "c1",
        data: { client_msg_id: data.client_msg_id, error: refusal.code, retryable: false, ...refusal },
      });
      return;
    }
    const before = this.messages.find((one) => one.clientMsgId === data.client_msg_id);
    const stored = before ?? {
      seq: this.messages.length + 1,
      id: `m${this.messages.length + 1}`,
      text: data.message,
      senderType: socket.protocols ? "agent" : "customer",
      clientMsgId: data.client_msg_id,
    };
    if (!before) {
      this.messages.push(stored);
    }
    socket.deliver({
      type: "ack",
      session_id: "c1",
      data: {
        client_msg_id: data.client_msg_id,
        message_id: stored.id,
        seq: stored.seq,
        timestamp: "2026-11-21T03:00:00Z",
        duplicate: Boolean(before),
      },
    });
    if (!before) {
      this.push(this.newMessage(stored));
    }
  }

  private async answer(url: string): Promise<Response> {
    this.fetched.push(url);
    if (!this.reachable || this.fetchFails-- > 0) {
      throw new TypeError("network");
    }
    const query = new URL(url, "http://gateway").searchParams;
    const limit = Number(query.get("limit"));
    const after = query.get("after_seq");
    const before = query.get("before_seq");
    const chosen =
      after !== null
        ? this.messages.filter((one) => one.seq > Number(after)).slice(0, limit)
        : this.messages.filter((one) => one.seq < Number(before)).slice(-limit);
    const items = chosen.map((one) => ({
      id: one.id,
      seq: one.seq,
      author: one.senderType === "customer" ? "visitor" : one.senderType,
      text: one.text,
      message_type: "text",
      attachments: [],
      client_msg_id: one.clientMsgId ?? null,
      posted_at: "2026-11-21T03:00:00Z",
    }));
    return new Response(JSON.stringify({ items, last_seq: this.messages.length }), { status: 200 });
  }

  private socketClass() {
    const gateway = this;
    return class extends FakeSocket {
      constructor(url: string, protocols?: string[]) {
        super(gateway, url, protocols);
      }
    };
  }
}

export class FakeSocket {
  readyState = 0;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(
    private readonly gateway: Gateway,
    readonly url: string,
    readonly protocols?: string[],
  ) {
    gateway.sockets.push(this);
    queueMicrotask(() => {
      if (!gateway.reachable) {
        this.end(1006);
        return;
      }
      this.readyState = 1;
      this.deliver({
        type: "hello",
        success: true,
        data: { heartbeat_ms: 20_000, server_time: new Date().toISOString(), protocol: 1 },
      });
    });
  }

  send(text: string): void {
    if (this.readyState === 1) {
      this.gateway.take(this, JSON.parse(text));
    }
  }

  deliver(frame: Frame): void {
    if (this.readyState === 1 && !this.gateway.lose.has(frame.type)) {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
  }

  end(code: number): void {
    if (this.readyState !== 3) {
      this.readyState = 3;
      this.onclose?.({ code });
    }
  }

  close(): void {
    this.readyState = 3;
  }
}
