import { Popover, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSession, oversees } from "../app";
import { api } from "../api/http";
import type { OfferView, Page } from "../api/types";
import { useT, type Key } from "../i18n";
import { few } from "../i18n/format";
import { isOnline, useConnection } from "../live/line";
import { onBeat, serverNow } from "../live/ticker";
import { channelWord } from "../parts/channel";
import { Icon } from "../parts/icon";
import { usePreferences } from "../settings/preferences";
import { useAgents, useDepartments, useTags } from "../settings/company-data";
import { useCommand } from "../shell/keys";
import { Trouble } from "../shell/pages";
import { go, href, usePlace } from "../shell/route";
import { conversations, useConversationsRevision } from "./conversations";
import { Found, useSearch } from "./found";
import { Handovers } from "./handover-card";
import { Offers } from "./offer-card";
import { setOffers } from "./offers";
import { belongs, byNeed, byNewest, heldOrder, lastActivity, passes, type Filter, type Sort, type Tab } from "./order";
import { useCounts, useInboxPages, useJustClosed } from "./pages";
import { Row } from "./row";
import { StatusHead } from "./status-button";

const TABS: { tab: Tab; word: Key }[] = [
  { tab: "mine", word: "tab.mine" },
  { tab: "waiting", word: "tab.waiting" },
  { tab: "all", word: "tab.all" },
];

const HOLD_MS = 1500;
/** pixels of the line above those that were just closed */
const SEPARATOR = 34;
const FILTERS = ["department", "tag", "channel", "responder", "agent"] as const;

function useHeld() {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(true);
  }, []);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), HOLD_MS);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { isHeld, hold, release };
}

/** Once a minute: what was just closed grows old. */
function useMinute(): number {
  const [minute, setMinute] = useState(() => Math.floor(serverNow() / 60_000));
  useEffect(() => onBeat((now) => setMinute(Math.floor(now / 60_000))), []);
  return minute;
}

export function ConversationList({ open }: { open: string | null }) {
  const t = useT();
  const place = usePlace();
  const me = useSession()?.user.id ?? "";
  const role = useSession()?.user.role;
  const tab = (TABS.find((one) => one.tab === place.query.get("tab"))?.tab ?? "mine") satisfies Tab;
  const sort: Sort = place.query.get("sort") === "newest" ? "newest" : "need";
  const search = place.query.get("q") ?? "";
  const filter: Filter = useMemo(() => Object.fromEntries(FILTERS.map((name) => [name, place.query.get(name)])), [place.query]);
  const chips = FILTERS.filter((name) => filter[name]);
  const query = place.query.toString() ? `?${place.query}` : "";

  const pages = useInboxPages(tab, filter);
  useJustClosed();
  const counts = useCounts();
  const revision = useConversationsRevision();
  const minute = useMinute();
  const { isHeld, hold, release } = useHeld();
  const found = useSearch(search);

  useOffers();

  const wanted = useMemo(() => {
    const now = serverNow();
    return conversations
      .all()
      .filter((conv) => belongs(conv, tab, me, now) && passes(conv, filter))
      .sort(sort === "need" ? byNeed : byNewest)
      .map((conv) => conv.id);
    // revision and minute stand for what the conversations are now
  }, [tab, me, filter, sort, revision, minute]);

  const shown = useRef<{ key: string; ids: readonly string[] }>({ key: "", ids: [] });
  const key = `${tab} ${sort} ${query.replace(/q=[^&]*/u, "")}`;
  const ids = heldOrder(shown.current.key === key ? shown.current.ids : [], wanted, isHeld);
  shown.current = { key, ids };
  // where those begin that were just closed; in another order they stand among the others
  const closedFrom = sort === "need" ? ids.findIndex((id) => conversations.get(id)?.status === "closed") : -1;

  function ask(change: Record<string, string | null>) {
    const next = new URLSearchParams(place.query);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    go(`${href(place.path)}${text ? `?${text}` : ""}`, { replace: true });
  }

  const live: Record<Tab, number | undefined> = {
    mine: tab === "mine" && !pages.hasNextPage ? wanted.filter((id) => conversations.get(id)?.status === "active").length : counts.data?.mine,
    waiting: tab === "waiting" && chips.length === 0 && pages.data && !pages.hasNextPage ? wanted.length : counts.data?.waiting,
    all: counts.data?.all,
  };

  useCommand("next", () => {
    const longest = conversations
      .all()
      .filter((conv) => conv.awaitingSince !== null && (conv.agent?.id === me || conv.status === "waiting"))
      .sort((a, b) => Number(b.agent?.id === me) - Number(a.agent?.id === me) || byNeed(a, b))
      .find((conv) => conv.id !== open);
    if (longest) go(href(`c/${longest.id}`) + query);
  });
  const step = (by: number) => {
    const at = open ? ids.indexOf(open) : -1;
    const next = ids[Math.max(0, Math.min(ids.length - 1, at + by))];
    if (next) go(href(`c/${next}`) + query);
  };
  useCommand("down", () => step(1));
  useCommand("up", () => step(-1));
  const input = useRef<HTMLInputElement>(null);
  useCommand("search", () => input.current?.focus());

  const isFirstLoad = pages.isPending && wanted.length === 0;
  return (
    <section className="list" aria-label={t("list.label")} data-region id="list" tabIndex={-1}>
      <StatusHead />
      <Offers />
      <Handovers />
      <div className="tabs">
        <div role="tablist" aria-label={t("list.tabs")}>
          {TABS.map((one, at) => (
            <button
              key={one.tab}
              type="button"
              role="tab"
              id={`tab-${one.tab}`}
              aria-selected={one.tab === tab}
              aria-controls="rows"
              tabIndex={one.tab === tab ? 0 : -1}
              onClick={() => ask({ tab: one.tab === "mine" ? null : one.tab })}
              onKeyDown={(event) => {
                const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                if (by === 0) return;
                const turned = document.documentElement.dir === "rtl" ? -by : by;
                const next = TABS[(at + turned + TABS.length) % TABS.length];
                if (next) {
                  ask({ tab: next.tab === "mine" ? null : next.tab });
                  document.getElementById(`tab-${next.tab}`)?.focus();
                }
              }}
            >
              {t(one.word)} {live[one.tab] !== undefined && <b title={String(live[one.tab])}>{few(live[one.tab] ?? 0)}</b>}
            </button>
          ))}
        </div>
        <FilterButton filter={filter} sort={sort} ask={ask} oversees={oversees(role)} isActive={chips.length > 0 || sort !== "need"} />
      </div>
      <label className="find">
        <Icon name="search" size={14} />
        <input
          ref={input}
          type="search"
          placeholder={t("search.placeholder")}
          aria-label={t("search.label")}
          value={search}
          onChange={(event) => ask({ q: event.currentTarget.value || null })}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              ask({ q: null });
              event.currentTarget.blur();
            }
          }}
        />
        {search ? (
          <button type="button" className="ib clear" aria-label={t("search.clear")} onClick={() => ask({ q: null })}>
            <Icon name="x" size={14} />
          </button>
        ) : (
          <kbd aria-hidden="true">/</kbd>
        )}
      </label>
      {chips.length > 0 && (
        <div className="chips">
          {chips.map((name) => (
            <Chip key={name} kind={name} value={filter[name] ?? ""} clear={() => ask({ [name]: null })} />
          ))}
        </div>
      )}
      <div className="listing" id="rows" role="tabpanel" aria-labelledby={`tab-${tab}`} onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
        {search ? (
          <Found search={found} text={search} query={query} open={open} me={me} />
        ) : pages.isError && wanted.length === 0 ? (
          <Trouble failure={pages.error} retry={() => void pages.refetch()} />
        ) : isFirstLoad ? (
          <Skeleton />
        ) : (
          <>
            {(ids.length === 0 || closedFrom === 0) && <p className="empty">{t(chips.length > 0 ? "empty.filter" : tab === "mine" ? "empty.mine" : tab === "waiting" ? "empty.waiting" : "empty.all")}</p>}
            {ids.length > 0 && <Rows ids={ids} closedFrom={closedFrom} open={open} query={query} me={me} more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : null} />}
          </>
        )}
      </div>
      <Summary me={me} />
    </section>
  );
}

function useOffers() {
  const connection = useConnection();
  const { data } = useQuery({
    queryKey: ["offers"],
    queryFn: () => api<Page<OfferView>>("routing/offers", { query: { agent: "me" } }),
    enabled: isOnline(connection),
    refetchInterval: 15_000,
  });
  useEffect(() => {
    if (data) setOffers(data.items);
  }, [data]);
}

/** Rows of one height each; only those in sight are in the page. */
function Rows({ ids, closedFrom, open, query, me, more }: { ids: readonly string[]; closedFrom: number; open: string | null; query: string; me: string; more: (() => void) | null }) {
  const t = useT();
  const { density } = usePreferences();
  const scroller = useRef<HTMLDivElement>(null);
  const height = density === "compact" && !matchMedia("(pointer: coarse)").matches ? 62 : 84;
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (index === closedFrom ? height + SEPARATOR : height),
    overscan: 8,
    getItemKey: (index) => ids[index] ?? index,
  });
  useEffect(() => rows.measure(), [rows, height, closedFrom]);

  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= ids.length - 20) more();
  }, [more, last, ids.length]);

  useEffect(() => {
    const at = open ? ids.indexOf(open) : -1;
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
    // only when another one is opened, so that nothing moves by itself
  }, [open]);

  const [fresh, setFresh] = useState(0);
  const top = useRef(ids[0]);
  const openedAt = useRef(serverNow());
  useEffect(() => {
    const first = ids[0];
    const conv = first === undefined ? undefined : conversations.get(first);
    // an older one that was only fetched now is no news
    const isNews = first !== top.current && conv !== undefined && lastActivity(conv) > openedAt.current;
    if (isNews && (scroller.current?.scrollTop ?? 0) > height) setFresh((count) => count + 1);
    top.current = first;
  }, [ids, height]);

  function onKeyDown(event: React.KeyboardEvent) {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const from = (event.target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset.row;
    if (by === 0 || !from) return;
    event.preventDefault();
    const next = ids[ids.indexOf(from) + by];
    if (!next) return;
    rows.scrollToIndex(ids.indexOf(next));
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
  }

  return (
    <>
      <div
        className="rows"
        ref={scroller}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          if (event.currentTarget.scrollTop < height) setFresh(0);
        }}
      >
        <ul style={{ height: rows.getTotalSize() }} aria-label={t("list.label")}>
          {items.map((item) => {
            const id = ids[item.index] ?? "";
            return (
              <li key={item.key} className={item.index === closedFrom ? "first-closed" : undefined} aria-setsize={ids.length} aria-posinset={item.index + 1} style={{ height: item.size, transform: `translateY(${item.start}px)` }}>
                {item.index === closedFrom && <h2 className="sep">{t("list.closed")}</h2>}
                <Row id={id} isSelected={id === open} query={query} me={me} />
              </li>
            );
          })}
        </ul>
      </div>
      {fresh > 0 && (
        <button type="button" className="fresh-pill" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          {t("list.new", { n: fresh })}
        </button>
      )}
    </>
  );
}

function Skeleton() {
  const t = useT();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 8000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" aria-busy="true">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} className="row">
          <span className="av" />
          <span className="tx">
            <i />
            <i />
          </span>
        </div>
      ))}
      {isLate && <p className="empty">{t("list.loading")}</p>}
    </div>
  );
}

const CHANNELS = ["web", "whatsapp", "telegram", "email"];

function FilterButton({ filter, sort, ask, oversees, isActive }: { filter: Filter; sort: Sort; ask: (change: Record<string, string | null>) => void; oversees: boolean; isActive: boolean }) {
  const t = useT();
  const departments = useDepartments();
  const tags = useTags();
  const agents = useAgents(oversees);
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <button type="button" className={`ib${isActive ? " active" : ""}`} aria-label={t("list.filter")}>
          <Icon name="filter" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stack-form">
          <Select label={t("list.sort")} comboboxProps={{ withinPortal: false }} allowDeselect={false} value={sort} onChange={(value) => ask({ sort: value === "newest" ? "newest" : null })} data={[{ value: "need", label: t("list.sort.need") }, { value: "newest", label: t("list.sort.newest") }]} />
          <Select label={t("filter.department")} comboboxProps={{ withinPortal: false }} clearable searchable placeholder={t("filter.any")} value={filter.department ?? null} onChange={(value) => ask({ department: value })} data={departments.map((one) => ({ value: one.id, label: one.name }))} />
          <Select label={t("filter.tag")} comboboxProps={{ withinPortal: false }} clearable searchable placeholder={t("filter.any")} value={filter.tag ?? null} onChange={(value) => ask({ tag: value })} data={tags.map((one) => one.name)} />
          <Select label={t("filter.channel")} comboboxProps={{ withinPortal: false }} clearable placeholder={t("filter.any")} value={filter.channel ?? null} onChange={(value) => ask({ channel: value })} data={CHANNELS.map((one) => ({ value: one, label: channelWord(one) }))} />
          <Select label={t("filter.responder")} comboboxProps={{ withinPortal: false }} clearable placeholder={t("filter.any")} value={filter.responder ?? null} onChange={(value) => ask({ responder: value })} data={[{ value: "bot", label: t("responder.bot") }, { value: "agent", label: t("responder.agent") }, { value: "none", label: t("responder.none") }]} />
          {oversees && <Select label={t("filter.agent")} comboboxProps={{ withinPortal: false }} clearable searchable placeholder={t("filter.any")} value={filter.agent ?? null} onChange={(value) => ask({ agent: value })} data={agents.map((one) => ({ value: one.id, label: one.name }))} />}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Chip({ kind, value, clear }: { kind: (typeof FILTERS)[number]; value: string; clear: () => void }) {
  const t = useT();
  const departments = useDepartments();
  const agents = useAgents(kind === "agent");
  const name =
    kind === "department"
      ? (departments.find((one) => one.id === value)?.name ?? "…")
      : kind === "agent"
        ? (agents.find((one) => one.id === value)?.name ?? "…")
        : kind === "responder"
          ? t(value === "bot" ? "responder.bot" : value === "none" ? "responder.none" : "responder.agent")
          : kind === "channel"
            ? channelWord(value)
            : value;
  return (
    <button type="button" className="chip" onClick={clear} aria-label={t("list.filter.clear", { name })}>
      <span>{name}</span>
      <Icon name="x" size={12} />
    </button>
  );
}

/** At most every 20 s, for those who listen: how many wait. */
function Summary({ me }: { me: string }) {
  const t = useT();
  const [text, setText] = useState("");
  const said = useRef(0);
  useEffect(() => {
    const timer = setInterval(() => {
      const waiting = conversations.all().filter((conv) => conv.agent?.id === me && conv.awaitingSince !== null).length;
      if (waiting !== said.current) {
        said.current = waiting;
        setText(waiting > 0 ? t("list.summary", { n: waiting }) : "");
      }
    }, 20_000);
    return () => clearInterval(timer);
  }, [me, t]);
  return (
    <p className="vh" role="status">
      {text}
    </p>
  );
}
