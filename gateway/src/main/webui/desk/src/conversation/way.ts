import type { Conversation } from "@sapa/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, ApiError } from "../api/http";
import type { MessageView, Page, Way } from "../api/types";
import type { Conv } from "../inbox/order";
import { onBeat, serverNow } from "../live/ticker";
import { paceOf, type Fates } from "./fate";

const NEWEST = 100;

/** By which way the conversation reaches its customer; null for one that no provider carries. */
export function useWay(conv: Conv, live: Conversation): Way | null | undefined {
  const queries = useQueryClient();
  const isCarried = conv.channel !== "web";
  const heard = live.messages.findLast((message) => message.senderType === "customer")?.seq ?? 0;
  const refused = live.pending.some((one) => one.state === "failed" && one.error?.code.startsWith("channel-"));
  // the customer's word opens the window, a refusal says that it has closed
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["way", conv.id] });
  }, [queries, conv.id, heard, refused]);
  const { data } = useQuery({
    queryKey: ["way", conv.id],
    queryFn: async ({ signal }) => {
      try {
        return await api<Way>(`chat/conversations/${conv.id}/channel`, { signal });
      } catch (failure) {
        if (failure instanceof ApiError && failure.status === 404) return null;
        throw failure;
      }
    },
    enabled: isCarried,
    staleTime: 60_000,
  });
  const until = data?.open && data.window_until ? Date.parse(data.window_until) : null;
  useEffect(() => {
    if (until === null) return;
    return onBeat((now) => {
      if (now >= until) void queries.invalidateQueries({ queryKey: ["way", conv.id] });
    });
  }, [until, queries, conv.id]);
  return isCarried ? data : null;
}

const NONE: Fates = new Map();

/** How the newest of our messages fare with the provider: a frame tells when to ask, and now and then it is asked without one. */
export function useFates(conv: Conv, live: Conversation, isCarried: boolean): Fates {
  const lastSeq = live.lastSeq;
  const { data } = useQuery({
    queryKey: ["fates", conv.id, lastSeq],
    queryFn: async ({ signal }) => {
      const page = await api<Page<MessageView>>(`chat/conversations/${conv.id}/messages`, { query: { before_seq: lastSeq + 1, limit: NEWEST }, signal });
      return page.items;
    },
    enabled: isCarried && lastSeq > 0,
    placeholderData: (before) => before,
    refetchInterval: (query) => paceOf(query.state.data ?? [], serverNow()),
    select: (items): Fates => new Map(items.flatMap((item) => (item.delivery ? [[item.seq, item.delivery] as const] : []))),
  });
  return data ?? NONE;
}
