import "../board/board.css";
import "./history.css";
import { Select, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { oversees, useSession } from "../app";
import { api, ApiError, download } from "../api/http";
import type { ConversationView as View, InboxPage, Page } from "../api/types";
import { today } from "../board/board";
import { ConversationView } from "../conversation/conversation";
import { useT } from "../i18n";
import { dateTime, duration } from "../i18n/format";
import { conversations, nameOf } from "../inbox/conversations";
import { Found, useSearch } from "../inbox/found";
import { fromRow, fromView, type Conv } from "../inbox/order";
import { Icon } from "../parts/icon";
import { useAgents, useDepartments, useTags } from "../settings/company-data";
import { useCommand } from "../shell/keys";
import { Trouble } from "../shell/pages";
import { follow, go, href, usePlace } from "../shell/route";
import { complain } from "../shell/toast";

const NAMES = ["status", "department", "agent", "tag", "from", "to", "q"] as const;
const MONTH_MS = 30 * 24 * 3_600_000;

interface Rows {
  convs: Conv[];
  next: string | null;
}

/** Of the desk's list where the service has it, else of the plain one. */
async function page(query: Record<string, string | null>, cursor: string | null, signal: AbortSignal): Promise<Rows> {
  const asked = { department_id: query.department, agent_id: query.agent, cursor, limit: 100 };
  try {
    const found = await api<InboxPage>("chat/inbox", { query: { ...asked, scope: "all", status: query.status ?? "closed", tag: query.tag }, signal });
    return { convs: found.items.map(fromRow), next: found.next_cursor };
  } catch (failure) {
    if (!(failure instanceof ApiError) || failure.status !== 404) throw failure;
    const found = await api<Page<View>>("chat/conversations", { query: { ...asked, status: query.status ?? "closed" }, signal });
    return { convs: found.items.map((view) => fromView(view, conversations.get(view.id))), next: found.next_cursor };
  }
}

export function History({ open }: { open: string | null }) {
  const t = useT();
  const place = usePlace();
  const user = useSession()?.user;
  const query = useMemo(() => Object.fromEntries(NAMES.map((name) => [name, place.query.get(name)])), [place.query]);
  const departments = useDepartments();
  const agents = useAgents(oversees(user?.role));
  const tags = useTags();
  const search = query.q ?? "";
  const found = useSearch(search);
  const list = useInfiniteQuery({
    queryKey: ["history", query.status, query.department, query.agent, query.tag],
    queryFn: async ({ pageParam, signal }) => {
      const rows = await page(query, pageParam, signal);
      conversations.take(rows.convs);
      return rows;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: open === null,
  });
  const from = query.from ? Date.parse(`${query.from}T00:00`) : null;
  const to = query.to ? Date.parse(`${query.to}T23:59:59`) : null;
  const rows = (list.data?.pages ?? [])
    .flatMap((one) => one.convs)
    .filter((conv) => (from === null || conv.startedAt >= from) && (to === null || conv.startedAt <= to))
    .map((conv) => conversations.get(conv.id) ?? conv);

  function ask(change: Record<string, string | null>) {
    go(href("history", { ...query, ...change }), { replace: true });
  }
  useCommand("back", open ? () => go(href("history")) : null);

  // what was chosen may begin before the pages that are here
  const oldest = rows.at(-1)?.startedAt ?? 0;
  const canReachFurther = from !== null && list.hasNextPage && !list.isFetching && (rows.length === 0 || oldest > from);
  useEffect(() => {
    if (canReachFurther && (list.data?.pages.length ?? 0) < 20) void list.fetchNextPage();
  }, [canReachFurther, list]);

  if (open) {
    return (
      <div className="inbox solo has-open">
        <ConversationView key={open} id={open} />
      </div>
    );
  }
  return (
    <main className="page hist" data-region>
      <header className="bh">
        <h1 tabIndex={-1}>{t("history.title")}</h1>
        <span className="sp" />
        <button
          type="button"
          className="btn"
          onClick={() => {
            const since = query.from ?? new Date(Date.now() - MONTH_MS).toISOString().slice(0, 10);
            void download("analytics/exports/conversations", { from: since, to: query.to ?? today(), format: "csv" }, `conversations-${since}-${query.to ?? today()}.csv`).catch(complain);
          }}
        >
          <Icon name="dl" size={16} /> {t("history.export")}
        </button>
      </header>
      <div className="filters">
        <TextInput type="search" label={t("form.find")} placeholder={t("history.search")} value={search} w={230} onChange={(event) => ask({ q: event.currentTarget.value || null })} />
        <Select label={t("history.col.status")} w={130} allowDeselect={false} value={query.status ?? "closed"} onChange={(value) => ask({ status: value === "closed" ? null : value })} data={(["closed", "active", "waiting"] as const).map((one) => ({ value: one, label: t(`conv.${one}`) }))} />
        <TextInput type="date" label={t("history.from")} w={150} value={query.from ?? ""} max={query.to ?? undefined} onChange={(event) => ask({ from: event.currentTarget.value || null })} />
        <TextInput type="date" label={t("history.to")} w={150} value={query.to ?? ""} min={query.from ?? undefined} onChange={(event) => ask({ to: event.currentTarget.value || null })} />
        <Select label={t("filter.department")} w={170} clearable searchable placeholder={t("filter.any")} value={query.department ?? null} onChange={(value) => ask({ department: value })} data={departments.map((one) => ({ value: one.id, label: one.name }))} />
        {oversees(user?.role) && <Select label={t("filter.agent")} w={170} clearable searchable placeholder={t("filter.any")} value={query.agent ?? null} onChange={(value) => ask({ agent: value })} data={agents.map((one) => ({ value: one.id, label: one.name }))} />}
        <Select label={t("filter.tag")} w={150} clearable searchable placeholder={t("filter.any")} value={query.tag ?? null} onChange={(value) => ask({ tag: value })} data={tags.map((one) => one.name)} />
      </div>
      <section className="card scroller" aria-label={t("history.title")}>
        {search.trim().length >= 2 ? (
          <Found search={found} text={search} query="" open={null} me={user?.id ?? ""} />
        ) : list.isError ? (
          <Trouble failure={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 && !list.isFetching ? (
          <p className="empty">{t("history.empty")}</p>
        ) : (
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t("history.col.number")}</th>
                <th scope="col">{t("history.col.name")}</th>
                <th scope="col">{t("history.col.topic")}</th>
                <th scope="col">{t("history.col.started")}</th>
                <th scope="col">{t("history.col.department")}</th>
                <th scope="col">{t("history.col.agent")}</th>
                <th scope="col" className="num">
                  {t("history.col.duration")}
                </th>
                <th scope="col" className="num">
                  {t("history.col.rating")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((conv) => (
                <tr key={conv.id} onClick={() => go(href(`history/${conv.id}`))}>
                  <td>
                    <a
                      href={href(`history/${conv.id}`)}
                      onClick={(event) => {
                        event.stopPropagation();
                        follow(event);
                      }}
                    >
                      #{conv.number}
                    </a>
                  </td>
                  <td title={nameOf(conv)}>
                    <bdi>{nameOf(conv)}</bdi>
                  </td>
                  <td title={conv.topic} dir="auto">
                    {conv.topic}
                  </td>
                  <td>{dateTime(conv.startedAt)}</td>
                  <td>{conv.department?.name ?? "–"}</td>
                  <td>{conv.agent?.name ?? "–"}</td>
                  <td className="num">{conv.endedAt === null ? "–" : duration(conv.endedAt - conv.startedAt)}</td>
                  <td className="num">{conv.rating ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {list.hasNextPage && search.trim().length < 2 && (
          <div className="more">
            <button type="button" className="btn" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("history.more")}
            </button>
          </div>
        )}
      </section>
    </main>
  );
}
