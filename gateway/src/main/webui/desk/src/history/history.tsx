import "../board/board.css";
import "./history.css";
import { Select, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { oversees, useSession } from "../app";
import { api, download } from "../api/http";
import type { InboxPage } from "../api/types";
import { today } from "../board/board";
import { ConversationView } from "../conversation/conversation";
import { useT } from "../i18n";
import { dateTime, duration, zone } from "../i18n/format";
import { conversations, nameOf } from "../inbox/conversations";
import { Found, useSearch } from "../inbox/found";
import { fromRow, type Conv } from "../inbox/order";
import { Icon } from "../parts/icon";
import { useAgents, useDepartments, useTags } from "../settings/company-data";
import { useCommand } from "../shell/keys";
import { Trouble } from "../shell/pages";
import { follow, go, href, usePlace } from "../shell/route";
import { complain } from "../shell/toast";

const NAMES = ["status", "department", "agent", "tag", "topic", "from", "to", "q"] as const;
const STATES = ["closed", "active", "waiting", "any"] as const;
const MONTH_MS = 30 * 24 * 3_600_000;

/** When a day begins here, or one that comes so many days later. */
function startOf(date: string, later = 0): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + later).toISOString();
}

interface Rows {
  convs: Conv[];
  next: string | null;
}

async function page(query: Record<string, string | null>, cursor: string | null, signal: AbortSignal): Promise<Rows> {
  const { department, agent, tag, topic, from, to } = query;
  const period = { started_from: from ? startOf(from) : null, started_before: to ? startOf(to, 1) : null };
  const asked = { scope: "all", status: query.status ?? "closed", department_id: department, agent_id: agent, tag, topic, ...period, cursor, limit: 100 };
  const found = await api<InboxPage>("chat/inbox", { query: asked, signal });
  return { convs: found.items.map(fromRow), next: found.next_cursor };
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
    queryKey: ["history", query.status, query.department, query.agent, query.tag, query.topic, query.from, query.to],
    queryFn: async ({ pageParam, signal }) => {
      const rows = await page(query, pageParam, signal);
      conversations.take(rows.convs);
      return rows;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: open === null,
  });
  const rows = (list.data?.pages ?? []).flatMap((one) => one.convs).map((conv) => conversations.get(conv.id) ?? conv);

  function ask(change: Record<string, string | null>) {
    go(href("history", { ...query, ...change }), { replace: true });
  }
  useCommand("back", open ? () => go(href("history")) : null);

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
            void download("analytics/exports/conversations", { from: since, to: query.to ?? today(), time_zone: zone(), format: "csv" }, `conversations-${since}-${query.to ?? today()}.csv`).catch(complain);
          }}
        >
          <Icon name="dl" size={16} /> {t("history.export")}
        </button>
      </header>
      <div className="filters">
        <TextInput type="search" label={t("form.find")} placeholder={t("history.search")} value={search} w={230} onChange={(event) => ask({ q: event.currentTarget.value || null })} />
        <Select label={t("history.col.status")} w={130} allowDeselect={false} value={query.status ?? "closed"} onChange={(value) => ask({ status: value === "closed" ? null : value })} data={STATES.map((one) => ({ value: one, label: one === "any" ? t("filter.any") : t(`conv.${one}`) }))} />
        <TextInput type="date" label={t("history.from")} w={150} value={query.from ?? ""} max={query.to ?? undefined} onChange={(event) => ask({ from: event.currentTarget.value || null })} />
        <TextInput type="date" label={t("history.to")} w={150} value={query.to ?? ""} min={query.from ?? undefined} onChange={(event) => ask({ to: event.currentTarget.value || null })} />
        <Select label={t("filter.department")} w={170} clearable searchable placeholder={t("filter.any")} value={query.department ?? null} onChange={(value) => ask({ department: value })} data={departments.map((one) => ({ value: one.id, label: one.name }))} />
        {oversees(user?.role) && <Select label={t("filter.agent")} w={170} clearable searchable placeholder={t("filter.any")} value={query.agent ?? null} onChange={(value) => ask({ agent: value })} data={agents.map((one) => ({ value: one.id, label: one.name }))} />}
        <Select label={t("filter.tag")} w={150} clearable searchable placeholder={t("filter.any")} value={query.tag ?? null} onChange={(value) => ask({ tag: value })} data={tags.map((one) => one.name)} />
      </div>
      {query.topic && (
        <div className="chips">
          <button type="button" className="chip" onClick={() => ask({ topic: null })} aria-label={t("list.filter.clear", { name: query.topic })}>
            <span>{query.topic}</span>
            <Icon name="x" size={12} />
          </button>
        </div>
      )}
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
