import type { QueryClient } from "@tanstack/react-query";
import { session } from "../api/session";
import type { Note, Staff } from "../api/types";
import { conversations } from "../inbox/conversations";
import { takeState } from "../inbox/handovers";
import { forgetOffer, takeOffer } from "../inbox/offers";
import { takeNote } from "../conversation/notes";
import { announceMention, announceMessage } from "../shell/alerts";
import { openLine } from "./line";

/** Pours what the socket tells into what the page knows; gives back how to stop. */
export function follow(queries: QueryClient): () => void {
  const client = openLine();
  const me = session()?.user.id;
  const stops = [
    client.on("message", ({ conversationId, message, live }) => {
      conversations.message(conversationId, message, live);
      if (live && message.senderType === "customer") announceMessage(conversationId, message);
    }),
    client.on("update", ({ conversationId, state }) => {
      const had = conversations.get(conversationId)?.agent?.id ?? null;
      conversations.state(conversationId, state);
      if (me) void takeState(conversationId, state, had, me);
      void queries.invalidateQueries({ queryKey: ["detail", conversationId] });
      refreshCounts(queries);
    }),
    client.on("behind", ({ conversationId }) => conversations.ask(conversationId)),
    client.on("read", ({ conversationId, who, seq }) => {
      if (who === "agent") conversations.read(conversationId, seq);
    }),
    client.on("offer", (offer) => {
      if (offer.state === "made") takeOffer(offer);
      else forgetOffer(offer.offerId, offer.state);
    }),
    client.on("presence", ({ agentId }) => {
      if (agentId === me) void queries.invalidateQueries({ queryKey: ["agent", "me"] });
      void queries.invalidateQueries({ queryKey: ["board"] });
    }),
    client.on("resumed", () => {
      void queries.invalidateQueries({ queryKey: ["inbox"] });
      void queries.invalidateQueries({ queryKey: ["agent", "me"] });
      void queries.invalidateQueries({ queryKey: ["offers"] });
      void queries.invalidateQueries({ queryKey: ["notes"] });
      void queries.invalidateQueries({ queryKey: ["fates"] });
    }),
    client.on("frame", (frame) => {
      if (frame.type === "delivery" && frame.session_id) void queries.invalidateQueries({ queryKey: ["fates", frame.session_id] });
      if (frame.type === "note" && frame.session_id) {
        const told = frame.data as Record<string, unknown>;
        const mentions = Array.isArray(told.mentions) ? told.mentions.map(String) : [];
        if (me && mentions.includes(me) && told.author_id !== me) announceMention(frame.session_id, (told.author_name as string | null) ?? "");
        const known = queries.getQueryData<Staff[]>(["staff"]) ?? [];
        takeNote(queries, {
          id: String(told.note_id),
          conversation_id: frame.session_id,
          ordinal: Number(told.ordinal),
          after_seq: Number(told.after_seq),
          author: { id: String(told.author_id), name: (told.author_name as string | null) ?? null },
          text: String(told.text ?? ""),
          mentions: mentions.map((id) => ({ id, name: known.find((one) => one.id === id)?.name ?? null })),
          client_note_id: null,
          posted_at: String(told.timestamp),
        } satisfies Note);
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

let counting: ReturnType<typeof setTimeout> | undefined;

/** Many changes at once are one new count. */
function refreshCounts(queries: QueryClient) {
  counting ??= setTimeout(() => {
    counting = undefined;
    void queries.invalidateQueries({ queryKey: ["counts"] });
    void queries.invalidateQueries({ queryKey: ["agent", "me"] });
  }, 600);
}

