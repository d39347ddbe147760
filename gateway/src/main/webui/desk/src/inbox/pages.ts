import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ApiError } from "../api/http";
import type { ConversationView, Counts, InboxPage, Page } from "../api/types";
import { conversations } from "./conversations";
import { fromRow, fromView, type Conv, type Filter, type Tab } from "./order";

const PAGE = 200;

function asked(filter: Filter) {
  return {
    department_id: filter.department,
    tag: filter.tag,
    channel: filter.channel,
    responder: filter.responder,
    agent_id: filter.agent,
    status: filter.status ?? "open",
  };
}

type Query = Record<string, string | number | boolean | null | undefined>;

interface Rows {
  convs: Conv[];
  next: string | null;
  counts?: Counts;
}

let isPlain = false;

async function rows(query: Query, signal?: AbortSignal): Promise<Rows> {
  if (!isPlain) {
    try {
      const page = await api<InboxPage>("chat/inbox", { query, ...(signal && { signal }) });
      return { convs: page.items.map(fromRow), next: page.next_cursor, ...(page.counts && { counts: page.counts }) };
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.status !== 404) throw failure;
      isPlain = true;
    }
  }
  return plainRows(query);
}

/** From a chat-service that does not know the desk's own list yet. */
async function plainRows(query: Query): Promise<Rows> {
  const list = (more: Query) => api<Page<ConversationView>>("chat/conversations", { query: { limit: Math.min(Number(query.limit), 200), department_id: query.department_id, ...more } });
  const convs = (page: Page<ConversationView>) => page.items.map((view) => fromView(view, conversations.get(view.id)));
  if (query.counts) {
    const [mine, waiting] = await Promise.all([list({ status: "active", agent_id: "me", total: true }), list({ status: "waiting", total: true })]);
    const counts = { mine: mine.total ?? 0, mine_unread: 0, waiting: waiting.total ?? 0, all: (mine.total ?? 0) + (waiting.total ?? 0) };
    return { convs: convs(mine), next: null, counts };
  }
  const status = query.status === "open" ? (query.scope === "waiting" ? "waiting" : query.scope === "mine" ? "active" : null) : query.status;
  const page = await list({ status, agent_id: query.scope === "mine" ? "me" : query.agent_id, cursor: query.cursor });
  return { convs: convs(page), next: page.next_cursor };
}

/** Pages of one list; what comes is poured into the conversations that the page knows. */
export function useInboxPages(tab: Tab, filter: Filter) {
  return useInfiniteQuery({
    queryKey: ["inbox", tab, filter],
    queryFn: async ({ pageParam, signal }) => {
      const page = await rows({ scope: tab, limit: PAGE, cursor: pageParam, ...asked(filter) }, signal);
      conversations.take(page.convs);
      return { ids: page.convs.map((conv) => conv.id), next: page.next };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 60_000,
  });
}

/** The own ones that were closed in this half hour stay at hand. */
export function useJustClosed() {
  return useQuery({
    queryKey: ["inbox", "closed"],
    queryFn: async () => {
      const page = await rows({ scope: "mine", status: "closed", limit: 20 });
      conversations.take(page.convs);
      return page.convs.length;
    },
    staleTime: 120_000,
  });
}

export function useCounts() {
  return useQuery({
    queryKey: ["counts"],
    queryFn: async () => (await rows({ counts: true, limit: 1 })).counts as Counts,
    refetchInterval: 30_000,
  });
}
