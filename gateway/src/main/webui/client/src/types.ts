/** What both sides of a conversation may see, in the order of `seq`. */
export interface Message {
  seq: number;
  id: string;
  conversationId: string;
  text: string;
  senderType: "customer" | "agent" | "bot" | "system";
  senderId?: string;
  senderName?: string;
  messageType: string;
  attachments: Attachment[];
  clientMsgId?: string;
  /** RFC 3339. */
  at: string;
  /** As a page of the API told it; frames do not. */
  delivery?: Delivery;
}

/** How a message fares with the provider that carries its conversation. */
export interface Delivery {
  state: "received" | "queued" | "sent" | "delivered" | "read" | "failed";
  /** Why it is not further. */
  reason?: string | null;
  at?: string;
}

export interface Attachment {
  id?: string;
  url?: string;
  name?: string;
  content_type?: string;
  size?: number;
  [more: string]: unknown;
}

export interface ConversationState {
  status: "waiting" | "active" | "closed";
  responder: string;
  agent?: { id: string; name: string };
  version: number;
  lastSeq: number;
}

/** A message of ours that the server has not acknowledged. */
export interface Pending {
  clientMsgId: string;
  conversationId: string;
  text: string;
  messageType?: string;
  attachments?: Attachment[];
  createdAt: number;
  /** `queued` waits for the line, or for its turn; `failed` was refused for good. */
  state: "queued" | "sending" | "failed";
  error?: { code: string; error: string };
}

export interface Offer {
  offerId: string;
  conversationId: string;
  state: "made" | "accepted" | "declined" | "expired" | "withdrawn";
  expiresAt: string;
  departmentId?: string;
  reason?: string;
}

export type Connection =
  | { state: "idle" }
  | { state: "connecting"; attempt: number; since: number }
  | { state: "online" }
  | { state: "waiting"; attempt: number; retryAt: number; since: number; offline: boolean }
  | { state: "stopped"; reason: "refused" | "forbidden" };

export type Participant = "customer" | "agent";

export interface ClientEvents {
  connection: Connection;
  /** Every message once; `live` is false for what was replayed or fetched. */
  message: { conversationId: string; message: Message; live: boolean };
  update: { conversationId: string; state: ConversationState };
  typing: { conversationId: string; who: Participant; userId: string; isTyping: boolean };
  read: { conversationId: string; who: Participant; seq: number };
  offer: Offer;
  presence: { agentId: string; status: string; live?: boolean };
  participants: { conversationId: string; customers: number; agents: number };
  /** After a reconnect, once every joined conversation is caught up and what waited is sent. */
  resumed: { missed: number; sent: number };
  /** A conversation that is not joined has messages that were not seen here. */
  behind: { conversationId: string; lastSeq: number };
  sessionEnded: Record<string, never>;
  failure: { code: string; error: string; conversationId?: string };
  frame: Frame;
}

/** A frame as it stands on the wire. */
export interface Frame {
  type: string;
  success?: boolean;
  session_id?: string;
  data?: any;
  code?: string;
  error?: string;
}

/** Keeps messages until they are acknowledged, also while the page is away. */
export interface OutboxStore {
  load(): Pending[];
  put(pending: Pending): void;
  remove(clientMsgId: string): void;
}

/** What the client needs of the world; tests bring their own. */
export interface Environment {
  WebSocket: new (url: string, protocols?: string[]) => WebSocket;
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  random: () => number;
}

export interface ClientOptions {
  /** Of the socket; this page's origin unless given. */
  url?: string;
  /** Where the native API is; `/api/v2` unless given. */
  api?: string;
  /** Staff: a fresh access token, or null when there is none any more. `stale` says that the last one was refused. */
  token?: (stale: boolean) => Promise<string | null>;
  outbox?: OutboxStore;
  /** Keeps the outboxes of one browser apart. */
  scope?: string;
  env?: Partial<Environment>;
}
