import type { Message } from "./types";

/** From a `new_message` frame. */
export function messageOf(conversationId: string, data: any): Message {
  return {
    seq: data.seq,
    id: data.message_id,
    conversationId,
    text: data.message ?? "",
    senderType: data.sender_type,
    ...(data.sender_id ? { senderId: data.sender_id } : {}),
    ...(data.sender_name ? { senderName: data.sender_name } : {}),
    messageType: data.message_type ?? "text",
    attachments: data.attachments ?? [],
    ...(data.client_msg_id ? { clientMsgId: data.client_msg_id } : {}),
    at: data.timestamp,
  };
}

/** From a page of the native API. */
export function itemsOf(conversationId: string, page: any): Message[] {
  return (page.items ?? []).map((item: any) => ({
    seq: item.seq,
    id: item.id,
    conversationId,
    text: item.text ?? "",
    senderType: item.author === "visitor" ? "customer" : item.author,
    ...(item.author_id ? { senderId: item.author_id } : {}),
    ...(item.author_name ? { senderName: item.author_name } : {}),
    messageType: item.message_type ?? "text",
    attachments: item.attachments ?? [],
    ...(item.client_msg_id ? { clientMsgId: item.client_msg_id } : {}),
    at: item.posted_at,
    ...(item.delivery ? { delivery: item.delivery } : {}),
  }));
}
