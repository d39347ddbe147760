import type { Delivery } from "@sapa/client";

/** Shapes of the native API, as far as the desk reads them. */

export type Role = "operator" | "admin" | "supervisor" | "agent";
export type Declared = "online" | "busy" | "away" | "offline";
export type Status = "waiting" | "active" | "closed";
export type Responder = "bot" | "agent" | "none";

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total?: number;
}

export interface Named {
  id: string;
  name: string | null;
}

export interface Staff {
  id: string;
  number: number;
  company_id: string;
  email: string;
  username: string;
  name: string;
  role: Role;
  active: boolean;
  department_ids: string[];
  departments: { id: string; name: string }[];
  phone: string | null;
  version: number;
}

export interface SignedIn {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  user: Staff;
}

export interface Agent {
  id: string;
  number: number;
  name: string;
  role: Role;
  department_ids: string[];
  status: Declared;
  declared: Declared;
  live: boolean;
  available: boolean;
  load: number;
  capacity: number;
  idle_since: string;
  changed_at: string;
  version: number;
}

export interface Visitor {
  id: string;
  number: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  company_name: string | null;
  browser_uuid: string | null;
  oss_user_id: string | null;
}

export interface TagOn {
  id?: string;
  name: string;
  color?: string;
  preset?: boolean;
}

export interface FileOn {
  id?: string;
  url?: string;
  name?: string;
  content_type?: string;
  type?: string;
  size?: number;
}

export interface MessageView {
  id: string;
  seq: number;
  conversation_id: string;
  author: "visitor" | "agent" | "bot" | "system";
  author_id: string | null;
  author_name: string | null;
  message_type: string;
  text: string;
  attachments: FileOn[];
  client_msg_id: string | null;
  posted_at: string;
  read_at: string | null;
  delivery?: Delivery;
}

export interface ConversationView {
  id: string;
  number: number;
  company_id: string;
  visitor: Visitor;
  channel: string;
  topic: string;
  priority: string;
  status: Status;
  responder: Responder;
  agent: Named | null;
  department: Named | null;
  version: number;
  last_seq: number;
  unread: number;
  last_message: MessageView | null;
  started_at: string;
  ended_at: string | null;
  close_reason: string | null;
  tags: TagOn[];
  rating: number | null;
  feedback: string | null;
  ip_address?: string;
}

export interface InboxRow {
  id: string;
  number: number;
  channel: string;
  topic: string;
  priority: string;
  status: Status;
  responder: Responder;
  visitor: { id: string; number: number; name: string | null; email: string | null; phone: string | null };
  agent: Named | null;
  department: Named | null;
  tags: string[];
  version: number;
  last_seq: number;
  unread: number;
  visitor_read_seq: number;
  staff_read_seq: number;
  last_message: {
    id: string;
    seq: number;
    author: MessageView["author"];
    author_name: string | null;
    message_type: string;
    preview: string;
    posted_at: string;
  } | null;
  last_activity_at: string;
  awaiting_since: string | null;
  started_at: string;
  ended_at: string | null;
  close_reason: string | null;
  rating: number | null;
}

export interface Counts {
  mine: number;
  mine_unread: number;
  waiting: number;
  all: number;
}

export interface InboxPage extends Page<InboxRow> {
  counts?: Counts;
}

export interface Note {
  id: string;
  conversation_id: string;
  ordinal: number;
  after_seq: number;
  author: Named;
  text: string;
  mentions: Named[];
  client_note_id: string | null;
  posted_at: string;
}

export interface KeywordBot {
  name: string;
  enabled: boolean;
  answers: { topic: string; keywords: string[]; text: string }[];
  fallback: string | null;
  hand_over: { keywords: string[]; text: string };
}

export interface Canned {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  scope: "company" | "department" | "personal";
  department: Named | null;
  placeholders: string[];
  version: number;
}

export interface FoundMessage {
  conversation: { id: string; number: number; topic: string; status: Status; visitor: { id: string; number: number; name: string | null } };
  message: MessageView;
  snippet: { text: string; hit: boolean }[];
}

export interface VisitorDetail {
  id: string;
  number: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  company_name: string | null;
  created_at: string;
  identities: { kind: string; value: string }[];
}

export interface EarlierConversation {
  id: string;
  number: number;
  topic: string;
  status: Status;
  started_at: string;
  ended_at: string | null;
  agent: Named | null;
  department: Named | null;
}

export interface Contact {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  position: string | null;
  company_name: string | null;
}

export interface LogLine {
  action: string;
  at: string;
  actor: string;
  by: Named | null;
  detail: Record<string, unknown> | null;
}

export interface Detail extends ConversationView {
  contact?: Contact;
  log?: LogLine[];
}

export interface OfferView {
  id: string;
  conversation_id: string;
  number: number;
  agent_id: string;
  topic: string;
  priority: string;
  department: Named | null;
  waiting_since: string;
  made_at: string;
  expires_at: string;
}

export interface Department {
  id: string;
  name: string;
  active: boolean;
  version: number;
}

export interface Tag {
  id: string;
  name: string;
  color: string;
  preset: boolean;
}

export interface DepartmentStatus {
  department_id: string;
  name: string;
  open: boolean;
  next_change_at: string | null;
  agents: { online: number; busy: number; away: number; offline: number };
  waiting: number;
  active: number;
  longest_wait_seconds: number;
  free_slots: number;
}

export interface CompanyStatus {
  open: boolean;
  agents: { online: number; busy: number; away: number; offline: number };
  total_agents: number;
  online_agents: number;
  waiting: number;
  active: number;
  longest_wait_seconds: number;
  free_slots: number;
}

export interface Waiting {
  position: number;
  conversation_id: string;
  number: number;
  topic: string;
  priority: string;
  department: Named | null;
  waiting_since: string;
  ranked_at: string;
  offered_to: string | null;
}

export interface Explanation {
  state: string;
  department_id: string | null;
  offered_to: string | null;
  agents: { agent_id: string; load: number; capacity: number; against: string[] }[];
}

export interface Place {
  state: string;
  position: number | null;
  ahead: number;
  estimate: { low_seconds: number; high_seconds: number } | null;
  staffed: boolean;
  open: boolean;
}

export interface Times {
  count: number;
  sum: number;
  mean: number | null;
  p50: number | null;
  p90: number | null;
  p95: number | null;
}

export interface SummaryRow {
  key: string | null;
  name: string | null;
  sessions: number;
  completed: number;
  resolved: number;
  offered: number;
  answered: number;
  abandoned: number;
  cancelled: number;
  transferred: number;
  messages: number;
  abandonment_rate: number | null;
  wait_seconds: Times;
  first_response_seconds: Times;
  next_response_seconds: Times;
  handle_seconds: Times;
  resolution_seconds: Times;
  ratings: number;
  csat: number | null;
  csat_mean: number | null;
}

export interface Summary {
  as_of: string | null;
  definitions_version: number;
  from: string;
  to: string;
  time_zone: string;
  rows: SummaryRow[];
}

export interface AuditLine {
  id: string;
  at: string;
  action: string;
  actor_id: string | null;
  subject_id: string | null;
  address: string | null;
  detail: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  role: string;
  scopes: string[];
  active: boolean;
  created_at: string;
  secret?: string | null;
}

/** A company's account with a provider; `secrets_set` names what is kept and never shown. */
export interface ChannelAccount {
  id: string;
  channel: string;
  name: string;
  address: string;
  department_id: string | null;
  bot: boolean;
  enabled: boolean;
  settings: Record<string, unknown>;
  secrets_set: string[];
  webhook_url: string;
  paused_until: string | null;
  waiting: number;
}

/** By which way a carried conversation reaches its customer. */
export interface Way {
  /** empty when the account is gone */
  channel: string;
  account: string | null;
  account_name: string | null;
  address: string;
  window_until: string | null;
  open: boolean;
}

export interface BotWebhook {
  url: string;
  enabled: boolean;
  name: string;
  channels: string[];
  answer_seconds: number;
  hand_over_text: string;
  secret?: string | null;
}

export interface BotDelivery {
  id: string;
  conversation_id: string;
  seq: number;
  state: string;
  attempts: number;
  failure: string | null;
  noted_at: string;
}

export interface Company {
  id: string;
  slug: string;
  name: string;
  active: boolean;
  portal_access: "open" | "strict";
  hosts: string[];
  origins: string[];
  time_zone: string;
  has_visitor_secret: boolean;
  languages?: string[];
  retention_days?: number | null;
  branding?: { name: string | null; color: string | null; logo_url: string | null; greeting: string | null };
  version: number;
}

export interface Hours {
  department_id: string;
  time_zone: string;
  weekly: Record<string, { from: string; to: string }[]> | null;
  exceptions: { date: string; intervals: { from: string; to: string }[] | null; reason: string | null }[];
  override: { open: boolean; reason: string | null; until: string | null } | null;
  closed_text: string | null;
  open: boolean;
  next_change_at: string | null;
}
