export { SapaClient } from "./client";
export type { Conversation } from "./conversation";
export { localOutbox, memoryOutbox } from "./outbox";
export { uuid } from "./uuid";
export type {
  Attachment,
  ClientEvents,
  ClientOptions,
  Connection,
  ConversationState,
  Delivery,
  Environment,
  Frame,
  Message,
  Offer,
  OutboxStore,
  Participant,
  Pending,
} from "./types";
