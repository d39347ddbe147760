import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "../api/http";
import type { Counts, InboxPage } from "../api/types";
import { conversations } from "./conversations";
import { fromRow, type Conv, type Filter, type Tab } from "./order";

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

interface Rows {
  convs: Conv[];
  next: string | null;
  counts?: Counts;
}

type Query = Record<string, string | number | boolean | null | undefined>;

async function rows(query: Query, signal?: AbortSignal): Promise<Rows> {
  const page = await api<InboxPage>("chat/inbox", { query, ...(signal && { signal }) });
  return { convs: page.items.map(fromRow), next: page.next_cursor, ...(page.counts && { counts: page.counts }) };
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
