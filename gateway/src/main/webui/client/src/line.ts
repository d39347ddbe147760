import type { Pending } from "./types";

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

/** How long an answer may take. */
export const ACK_MS = 5_000;

/** Refusals that another try may not meet. */
export const PASSING = new Set(["service-unavailable", "internal-error", "rate-limited", "too-many-sockets"]);
