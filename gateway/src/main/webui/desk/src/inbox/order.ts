import type { ConversationView, Detail, InboxRow, MessageView, Named, Responder, Status } from "../api/types";

/** A conversation as the lists and the header show it, wherever the desk heard of it. */
export interface Conv {
  id: string;
  number: number;
  channel: string;
  topic: string;
  priority: string;
  status: Status;
  responder: Responder;
  visitor: { id: string; name: string | null; email: string | null; phone: string | null; ossUserId?: string | null };
  agent: Named | null;
  department: Named | null;
  tags: string[];
  version: number;
  lastSeq: number;
  unread: number;
  visitorReadSeq: number;
  last: Last | null;
  startedAt: number;
  endedAt: number | null;
  closeReason: string | null;
  rating: number | null;
  /** since when the visitor waits for a word of ours, on the server's clock; null when it does not */
  awaitingSince: number | null;
}

export interface Last {
  seq: number;
  author: MessageView["author"];
  type: string;
  text: string;
  at: number;
}

const time = (text: string | null) => (text === null ? null : Date.parse(text));

export function fromRow(row: InboxRow): Conv {
  const { visitor } = row;
  return {
    id: row.id,
    number: row.number,
    channel: row.channel,
    topic: row.topic,
    priority: row.priority,
    status: row.status,
    responder: row.responder,
    visitor: { id: visitor.id, name: visitor.name, email: visitor.email, phone: visitor.phone },
    agent: row.agent,
    department: row.department,
    tags: row.tags,
    version: row.version,
    lastSeq: row.last_seq,
    unread: row.unread,
    visitorReadSeq: row.visitor_read_seq,
    last: row.last_message && {
      seq: row.last_message.seq,
      author: row.last_message.author,
      type: row.last_message.message_type,
      text: row.last_message.preview,
      at: Date.parse(row.last_message.posted_at),
    },
    startedAt: Date.parse(row.started_at),
    endedAt: time(row.ended_at),
    closeReason: row.close_reason,
    rating: row.rating,
    awaitingSince: needs(row.status, row.responder) ? (time(row.awaiting_since) ?? (row.status === "waiting" ? Date.parse(row.started_at) : null)) : null,
  };
}

export function fromView(view: Detail | ConversationView, before?: Conv): Conv {
  const { visitor } = view;
  const contact = "contact" in view ? view.contact : undefined;
  const last = view.last_message && {
    seq: view.last_message.seq,
    author: view.last_message.author,
    type: view.last_message.message_type,
    text: view.last_message.text,
    at: Date.parse(view.last_message.posted_at),
  };
  const conv: Conv = {
    id: view.id,
    number: view.number,
    channel: view.channel,
    topic: view.topic,
    priority: view.priority,
    status: view.status,
    responder: view.responder,
    visitor: {
      id: visitor.id,
      name: visitor.name ?? contact?.name ?? before?.visitor.name ?? null,
      email: visitor.email ?? contact?.email ?? null,
      phone: visitor.phone ?? contact?.phone ?? null,
      ossUserId: visitor.oss_user_id,
    },
    agent: view.agent,
    department: view.department,
    tags: view.tags.map((tag) => tag.name),
    version: view.version,
    lastSeq: view.last_seq,
    unread: view.unread,
    visitorReadSeq: before?.visitorReadSeq ?? 0,
    last,
    startedAt: Date.parse(view.started_at),
    endedAt: time(view.ended_at),
    closeReason: view.close_reason,
    rating: view.rating,
    awaitingSince: null,
  };
  return { ...conv, awaitingSince: awaiting(conv, before) };
}

function needs(status: Status, responder: Responder): boolean {
  return status !== "closed" && responder !== "bot";
}

/** Since when the visitor waits, as far as the newest message tells; an earlier moment that is known stays. */
export function awaiting(conv: Conv, before: Conv | undefined): number | null {
  if (!needs(conv.status, conv.responder)) return null;
  const known = before?.status === conv.status ? before.awaitingSince : null;
  switch (conv.last?.author) {
    case "visitor":
      return known ?? conv.last.at;
    case "agent":
    case "bot":
      return conv.status === "waiting" ? (known ?? conv.startedAt) : null;
    default:
      return known ?? (conv.status === "waiting" ? conv.startedAt : null);
  }
}

export type Tab = "mine" | "waiting" | "all";
export type Sort = "need" | "newest";

export interface Filter {
  department?: string | null;
  tag?: string | null;
  channel?: string | null;
  responder?: string | null;
  status?: string | null;
  agent?: string | null;
}

const JUST_CLOSED_MS = 30 * 60_000;

export function isJustClosed(conv: Conv, now: number): boolean {
  return conv.status === "closed" && conv.endedAt !== null && now - conv.endedAt < JUST_CLOSED_MS;
}

export function belongs(conv: Conv, tab: Tab, me: string, now: number): boolean {
  switch (tab) {
    case "mine":
      return conv.agent?.id === me && (conv.status === "active" || isJustClosed(conv, now));
    case "waiting":
      return conv.status === "waiting" && conv.responder !== "bot";
    case "all":
      return conv.status !== "closed" || isJustClosed(conv, now);
  }
}

export function passes(conv: Conv, filter: Filter): boolean {
  return (
    (!filter.department || conv.department?.id === filter.department) &&
    (!filter.tag || conv.tags.includes(filter.tag)) &&
    (!filter.channel || conv.channel === filter.channel) &&
    (!filter.responder || conv.responder === filter.responder) &&
    (!filter.status || conv.status === filter.status) &&
    (!filter.agent || conv.agent?.id === filter.agent)
  );
}

export function lastActivity(conv: Conv): number {
  return conv.last?.at ?? conv.startedAt;
}

/** Who waits for us first, the longest first; then by latest activity; what is closed at the end. */
export function byNeed(a: Conv, b: Conv): number {
  const closed = Number(a.status === "closed") - Number(b.status === "closed");
  if (closed !== 0) return closed;
  if (a.awaitingSince !== null && b.awaitingSince !== null) return a.awaitingSince - b.awaitingSince;
  if (a.awaitingSince !== null) return -1;
  if (b.awaitingSince !== null) return 1;
  return lastActivity(b) - lastActivity(a);
}

export function byNewest(a: Conv, b: Conv): number {
  return lastActivity(b) - lastActivity(a);
}

/**
 * The order to show while somebody points at the list: nothing that is there moves or goes, what is new comes at the end.
 * When nobody does, it is the order wanted.
 */
export function heldOrder(shown: readonly string[], wanted: readonly string[], isHeld: boolean): readonly string[] {
  if (!isHeld || shown.length === 0) return wanted;
  const known = new Set(shown);
  const added = wanted.filter((id) => !known.has(id));
  return added.length === 0 ? shown : [...shown, ...added];
}
