import { Conversation } from "./conversation";
import type { Line } from "./line";
import { localOutbox } from "./outbox";
import type { ClientEvents, ClientOptions, Connection, Environment, Frame, OutboxStore, Pending } from "./types";

const CONNECT_MS = 10_000;
const BACK_OFF_FIRST_MS = 500;
const BACK_OFF_MOST_MS = 30_000;
/** A line that was up for so long counts as good: the next loss starts a new back-off. */
const STEADY_MS = 5_000;
const HEARTBEAT_MS = 20_000;
const SILENT_HEARTBEATS = 2.5;

const CREDENTIAL_REFUSED = 4401;
const FORBIDDEN = 4403;

/** Keeps one socket to Sapa, for any number of conversations. */
export class SapaClient {
  connection: Connection = { state: "idle" };

  private readonly options: ClientOptions;
  private readonly env: Environment;
  private readonly outbox: OutboxStore;
  private readonly all = new Map<string, Conversation>();
  private readonly listeners = new Map<string, Set<(event: any) => void>>();
  private socket: WebSocket | null = null;
  private token: string | null = null;
  private running = false;
  private attempt = 0;
  private refusals = 0;
  private lostAt = 0;
  private clockOffset = 0;
  private heartbeatMs = HEARTBEAT_MS;
  private comeBackAfter: number | null = null;
  private wasOnline = false;
  /** What happened since the line came back; null while there is nothing to tell. */
  private recovery: { missed: number; unsent: number } | null = null;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(options: ClientOptions = {}) {
    this.options = options;
    this.env = {
      WebSocket: options.env?.WebSocket ?? globalThis.WebSocket,
      fetch: options.env?.fetch ?? ((url, init) => globalThis.fetch(url, init)),
      random: options.env?.random ?? Math.random,
    };
    this.outbox = options.outbox ?? localOutbox(options.scope ?? "default");
    for (const pending of this.outbox.load()) {
      this.conversation(pending.conversationId).restore(pending);
    }
  }

  connect(): void {
    if (this.running && this.connection.state !== "stopped") {
      return;
    }
    if (!this.running) {
      this.watchNetwork(true);
    }
    this.running = true;
    this.attempt = 0;
    this.refusals = 0;
    this.lostAt = Date.now();
    this.open(false);
  }

  close(): void {
    this.running = false;
    this.watchNetwork(false);
    this.dropSocket();
    for (const conversation of this.all.values()) {
      conversation.close();
    }
    this.wasOnline = false;
    this.become({ state: "idle" });
  }

  retryNow(): void {
    if (this.running && this.connection.state === "waiting") {
      this.open(false);
    }
  }

  serverNow(): number {
    return Date.now() + this.clockOffset;
  }

  conversation(id: string): Conversation {
    let known = this.all.get(id);
    if (!known) {
      known = new Conversation(id, this.lineOf());
      this.all.set(id, known);
    }
    return known;
  }

  conversations(): Conversation[] {
    return [...this.all.values()];
  }

  setPresence(status: "online" | "busy" | "away" | "offline"): void {
    this.write({ type: "presence", data: { status } });
  }

  pending(): Pending[] {
    return this.conversations().flatMap((conversation) => [...conversation.pending]);
  }

  on<K extends keyof ClientEvents>(type: K, listener: (event: ClientEvents[K]) => void): () => void {
    let told = this.listeners.get(type);
    if (!told) {
      this.listeners.set(type, (told = new Set()));
    }
    told.add(listener);
    return () => void told.delete(listener);
  }

  // The line

  private open(stale: boolean): void {
    this.cancel("retry");
    this.become({ state: "connecting", attempt: this.attempt, since: this.lostAt });
    if (!this.options.token) {
      this.openSocket();
      return;
    }
    this.options.token(stale).then(
      (token) => {
        if (!this.running || this.connection.state !== "connecting" || this.socket) {
          return;
        }
        if (token === null) {
          this.endSession();
        } else {
          this.token = token;
          this.openSocket();
        }
      },
      () => this.lost(),
    );
  }

  private openSocket(): void {
    this.dropSocket();
    let socket: WebSocket;
    try {
      const url = this.options.url ?? ownUrl();
      socket = this.token ? new this.env.WebSocket(url, ["bearer", this.token]) : new this.env.WebSocket(url);
    } catch {
      this.lost();
      return;
    }
    this.socket = socket;
    socket.onmessage = (event) => this.onText(String(event.data));
    socket.onclose = (event) => this.onClose(event.code);
    this.later("connect", CONNECT_MS, () => this.onClose(0));
  }

  private dropSocket(): void {
    for (const name of [...this.timers.keys()]) {
      this.cancel(name);
    }
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }

  private onClose(code: number): void {
    this.dropSocket();
    if (code === FORBIDDEN) {
      this.down();
      this.become({ state: "stopped", reason: "forbidden" });
    } else if (code === CREDENTIAL_REFUSED && this.options.token) {
      this.down();
      if (++this.refusals > 2) {
        this.endSession();
      } else {
        this.lostAt = Date.now();
        this.open(true);
      }
    } else {
      this.lost();
    }
  }

  private endSession(): void {
    this.down();
    this.become({ state: "stopped", reason: "refused" });
    this.emit("sessionEnded", {});
  }

  /** The line is gone: tries again after a while, sooner when the browser says that the network is back. */
  private lost(): void {
    if (!this.running) {
      return;
    }
    this.down();
    const offline = globalThis.navigator?.onLine === false;
    const most = Math.min(BACK_OFF_FIRST_MS * 2 ** this.attempt, BACK_OFF_MOST_MS);
    const wait = this.comeBackAfter ?? Math.max(100, most * this.env.random());
    this.comeBackAfter = null;
    this.attempt++;
    this.become({ state: "waiting", attempt: this.attempt, retryAt: Date.now() + wait, since: this.lostAt, offline });
    this.later("retry", wait, () => this.open(false));
  }

  private down(): void {
    if (this.connection.state === "online") {
      this.lostAt = Date.now();
      for (const conversation of this.all.values()) {
        conversation.down();
      }
    }
  }

  private onHello(data: any): void {
    this.cancel("connect");
    this.heartbeatMs = data.heartbeat_ms ?? HEARTBEAT_MS;
    this.setClock(data.server_time);
    this.later("steady", STEADY_MS, () => {
      this.attempt = 0;
      this.refusals = 0;
    });
    if (this.wasOnline) {
      this.recovery = { missed: 0, unsent: this.unsent };
      this.later("recovery", CONNECT_MS, () => this.tellRecovery());
    }
    this.wasOnline = true;
    this.become({ state: "online" });
    for (const conversation of this.all.values()) {
      if (this.options.token) {
        conversation.joinToSend();
      }
      conversation.up();
    }
    this.settled();
  }

  private watchSilence(): void {
    this.later("silence", this.heartbeatMs * SILENT_HEARTBEATS, () => this.onClose(0));
  }

  private readonly onNetworkGone = () => {
    if (this.connection.state === "online" || this.connection.state === "connecting") {
      this.dropSocket();
      this.lost();
    }
  };

  private readonly onNetworkBack = () => {
    this.attempt = 0;
    this.retryNow();
  };

  /** Timers of a hidden page sleep: what is seen is made true at once. */
  private readonly onVisible = () => {
    if (document.visibilityState === "visible") {
      this.retryNow();
      if (this.connection.state === "online") {
        this.write({ type: "ping" });
        this.later("silence", CONNECT_MS / 2, () => this.onClose(0));
      }
    }
  };

  private watchNetwork(watch: boolean): void {
    const change = watch ? "addEventListener" : "removeEventListener";
    globalThis[change]?.("offline", this.onNetworkGone);
    globalThis[change]?.("online", this.onNetworkBack);
    globalThis.document?.[change]("visibilitychange", this.onVisible);
  }

  private become(connection: Connection): void {
    this.connection = connection;
    this.emit("connection", connection);
  }

  // Frames

  private onText(text: string): void {
    let frame: Frame;
    try {
      frame = JSON.parse(text) as Frame;
    } catch {
      return;
    }
    this.watchSilence();
    this.emit("frame", frame);
    const data = frame.data ?? {};
    const id = frame.session_id ?? data.session_id;
    switch (frame.type) {
      case "hello":
        this.onHello(data);
        return;
      case "heartbeat":
        this.setClock(data.server_time);
        for (const [conversationId, head] of Object.entries<number>(data.heads ?? {})) {
          this.all.get(conversationId)?.onHead(head);
        }
        return;
      case "pong":
        this.setClock(data.server_time);
        return;
      case "goaway":
        // Spread, so that those whom one gateway sends away do not arrive at the next together.
        this.comeBackAfter = (data.reconnect_after_ms ?? BACK_OFF_FIRST_MS) * (1 + this.env.random() / 2);
        this.later("goaway", this.comeBackAfter + STEADY_MS, () => this.onClose(1001));
        return;
      case "auth_expiring":
        this.renewToken();
        return;
      case "offer":
        this.emit("offer", {
          offerId: data.offer_id,
          conversationId: data.session_id,
          state: data.state,
          expiresAt: data.expires_at,
          ...(data.department_id ? { departmentId: data.department_id } : {}),
          ...(data.reason ? { reason: data.reason } : {}),
        });
        return;
      case "presence":
        this.emit("presence", { agentId: data.agent_id, status: data.status, live: data.live });
        return;
      case "connection_status_update":
        this.emit("participants", {
          conversationId: id,
          customers: data.connection_status?.total_customer ?? 0,
          agents: data.connection_status?.total_agent ?? 0,
        });
        return;
    }
    if (id && this.conversation(id).take(frame)) {
      return;
    }
    if (frame.type === "error") {
      this.emit("failure", {
        code: frame.code ?? "internal-error",
        error: frame.error ?? "",
        ...(id ? { conversationId: id } : {}),
      });
    }
  }

  private renewToken(): void {
    this.options.token?.(true).then(
      (token) => {
        if (token === null) {
          this.dropSocket();
          this.endSession();
        } else {
          this.token = token;
          this.write({ type: "authenticate", data: { token } });
        }
      },
      () => this.later("renew", BACK_OFF_MOST_MS / 3, () => this.renewToken()),
    );
  }

  private setClock(serverTime: unknown): void {
    const time = Date.parse(String(serverTime));
    if (!Number.isNaN(time)) {
      this.clockOffset = time - Date.now();
    }
  }

  private write(frame: { type: string; session_id?: string; data?: object }): void {
    if (this.socket && this.connection.state === "online") {
      this.socket.send(JSON.stringify(frame));
    }
  }

  // For conversations

  private lineOf(): Line {
    const client = this;
    return {
      get isOnline() {
        return client.connection.state === "online";
      },
      frame: (type, conversationId, data) => client.write({ type, session_id: conversationId, data: data ?? {} }),
      get: (path, sessionToken) => client.get(path, sessionToken),
      emit: (type, event) => {
        if (type === "message" && client.recovery && !(event as ClientEvents["message"]).live) {
          client.recovery.missed++;
        }
        client.emit(type as keyof ClientEvents, event as never);
      },
      store: (pending) => client.outbox.put(pending),
      forget: (clientMsgId) => client.outbox.remove(clientMsgId),
      settled: () => client.settled(),
    };
  }

  private async get(path: string, sessionToken?: string): Promise<any> {
    const ask = () => {
      const credential = this.token ?? sessionToken;
      return this.env.fetch((this.options.api ?? "/api/v2") + path, {
        headers: { Accept: "application/json", ...(credential ? { Authorization: `Bearer ${credential}` } : {}) },
        credentials: "same-origin",
      });
    };
    let answer = await ask();
    if (answer.status === 401 && this.options.token) {
      this.token = await this.options.token(true);
      answer = await ask();
    }
    if (!answer.ok) {
      throw new Error(`${path.split("?")[0]}: ${answer.status}`);
    }
    return answer.json();
  }

  private settled(): void {
    if (this.recovery && this.connection.state === "online" && this.conversations().every((one) => one.isSettled)) {
      this.tellRecovery();
    }
  }

  private get unsent(): number {
    return this.conversations().reduce((sum, one) => sum + one.unsent, 0);
  }

  private tellRecovery(): void {
    const recovery = this.recovery;
    this.recovery = null;
    this.cancel("recovery");
    if (recovery) {
      this.emit("resumed", { missed: recovery.missed, sent: Math.max(0, recovery.unsent - this.unsent) });
    }
  }

  private emit<K extends keyof ClientEvents>(type: K, event: ClientEvents[K]): void {
    for (const listener of [...(this.listeners.get(type) ?? [])]) {
      try {
        listener(event);
      } catch (failure) {
        // A listener's fault is not the line's.
        setTimeout(() => {
          throw failure;
        });
      }
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

function ownUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/chat`;
}
