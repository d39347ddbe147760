import "./board.css";
import { Menu, Select } from "@mantine/core";
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/http";
import type { Agent, CompanyStatus, Declared, DepartmentStatus, Explanation, Page, Summary, Waiting } from "../api/types";
import { useT } from "../i18n";
import { clockSeconds, duration, number } from "../i18n/format";
import { conversations, nameOf, useConversationsRevision } from "../inbox/conversations";
import { Pips, STATUS } from "../inbox/status-button";
import { useInboxPages } from "../inbox/pages";
import { AssignDialog } from "../conversation/assign-dialog";
import { onBeat, serverNow } from "../live/ticker";
import { Avatar } from "../parts/avatar";
import { Icon } from "../parts/icon";
import { level, TARGET, WaitMeter } from "../parts/meter";
import { Banner } from "../shell/banner";
import { useCommand } from "../shell/keys";
import { Trouble } from "../shell/pages";
import { follow, go, href, usePlace } from "../shell/route";
import { complain } from "../shell/toast";

const FRESH_MS = 1500;
const OLD_MS = 5000;
const SHOWN = 6;

interface Now {
  company: CompanyStatus;
  departments: DepartmentStatus[];
  agents: Agent[];
  queue: Waiting[];
}

function useNow() {
  return useQuery({
    queryKey: ["board"],
    queryFn: async ({ signal }): Promise<Now> => {
      const [company, departments, agents, queue] = await Promise.all([
        api<CompanyStatus>("routing/statistics", { signal }),
        api<Page<DepartmentStatus>>("routing/departments/status", { signal }),
        api<Page<Agent>>("routing/agents", { query: { limit: 1000 }, signal }),
        api<Page<Waiting>>("routing/queue", { query: { limit: 500 }, signal }),
      ]);
      return { company, departments: departments.items, agents: agents.items, queue: queue.items };
    },
    refetchInterval: FRESH_MS,
    staleTime: 0,
    retry: false,
  });
}

export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

function useToday(department: string | null) {
  return useQuery({
    queryKey: ["summary", "today", department],
    queryFn: async () => {
      const summary = await api<Summary>("analytics/reports/summary", {
        query: { from: today(), to: today(), department_id: department, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      });
      return summary.rows[0] ?? null;
    },
    refetchInterval: 5000,
  });
}

export function Board() {
  const t = useT();
  const place = usePlace();
  const department = place.query.get("department");
  const now = useNow();
  const numbers = useToday(department).data;
  const [assigning, setAssigning] = useState<string | null>(null);
  const [isWall, setWall] = useState(false);
  useInboxPages("waiting", {});
  useConversationsRevision();
  useCommand("back", isWall ? () => setWall(false) : null);

  if (!now.data) {
    return (
      <main className="boardv" data-region>
        <header className="bh">
          <h1 tabIndex={-1}>{t("board.title")}</h1>
        </header>
        {now.isError && <Trouble failure={now.error} retry={() => void now.refetch()} />}
      </main>
    );
  }
  const { company, agents } = now.data;
  const departments = now.data.departments.filter((one) => !department || one.department_id === department);
  const queue = now.data.queue.filter((one) => !department || one.department?.id === department);
  const people = agents.filter((one) => one.role !== "operator" && (!department || one.department_ids.includes(department)));
  const unstaffed = departments.filter((one) => one.waiting > 0 && one.agents.online === 0);
  const late = departments.filter((one) => one.longest_wait_seconds > TARGET.waiting && one.agents.online > 0);
  const ready = people.filter((one) => one.available && one.load < one.capacity).length;
  const load = people.reduce((sum, one) => sum + one.load, 0);
  const places = people.filter((one) => one.status !== "offline").reduce((sum, one) => sum + one.capacity, 0);
  const free = department ? departments.reduce((sum, one) => sum + one.free_slots, 0) : company.free_slots;
  const by = (status: Declared) => people.filter((one) => one.status === status).length;
  const answered = numbers && numbers.offered > 0 ? Math.round((100 * numbers.answered) / numbers.offered) : null;

  return (
    <main className={`boardv${isWall ? " wall" : ""}`} data-region>
      <header className="bh">
        <div>
          <h1 tabIndex={-1}>{t("board.title")}</h1>
          <Freshness at={now.dataUpdatedAt} />
        </div>
        <span className="sp" />
        <Select
          aria-label={t("board.department")}
          placeholder={t("tab.all")}
          clearable
          w={200}
          value={department}
          onChange={(value) => go(href("board", { department: value }), { replace: true })}
          data={now.data.departments.map((one) => ({ value: one.department_id, label: one.name }))}
        />
        <button type="button" className="btn deskonly" onClick={() => setWall(!isWall)}>
          {t("board.wall")}
        </button>
      </header>
      <Banner />
      {(unstaffed.length > 0 || late.length > 0) && (
        <div className="alarms">
          {unstaffed.map((one) => (
            <div className="alarm" role="alert" key={one.department_id}>
              <Icon name="warn" />
              <p>{t("board.unstaffed", { dept: one.name, n: one.waiting })}</p>
              <a className="btn s" href={href("", { tab: "waiting", department: one.department_id })} onClick={follow}>
                {t("board.unstaffed.action")}
              </a>
            </div>
          ))}
          {late.map((one) => (
            <div className="alarm" role="alert" key={one.department_id}>
              <Icon name="clock" />
              <p>{t("board.breached", { dept: one.name, t: duration(one.longest_wait_seconds * 1000) })}</p>
              <a className="btn s" href={href("", { tab: "waiting", department: one.department_id })} onClick={follow}>
                {t("board.unstaffed.action")}
              </a>
            </div>
          ))}
        </div>
      )}

      <section className="kpis" aria-label={t("board.summary")}>
        <div className="hero">
          <h2>{t("board.waiting")}</h2>
          <div className="big">{queue.length}</div>
          <Lane queue={queue} />
        </div>
        <div>
          <h2>{t("board.service")}</h2>
          <div className="big">
            {answered ?? "–"}
            {answered !== null && <small>%</small>}
          </div>
          <p>{t("board.service.sub")}</p>
          <Stack parts={{ a: numbers?.answered ?? 0, b: numbers?.abandoned ?? 0, c: Math.max(0, (numbers?.offered ?? 1) - (numbers?.answered ?? 0) - (numbers?.abandoned ?? 0)) }} />
        </div>
        <div>
          <h2>{t("board.ready")}</h2>
          <div className="big">
            {ready}
            <small>/ {people.length}</small>
          </div>
          <p>{t("board.ready.sub", { busy: by("busy"), away: by("away"), offline: by("offline") })}</p>
          <Stack parts={{ a: ready, d: Math.max(0, by("online") - ready), b: by("busy") + by("away"), c: by("offline") }} />
        </div>
        <div>
          <h2>{t("board.active")}</h2>
          <div className="big">
            {load}
            {places > 0 && <small>/ {places}</small>}
          </div>
          <p>{t("board.active.sub", { n: free })}</p>
          <Stack parts={{ a: load, c: Math.max(0, places - load) || (load === 0 ? 1 : 0) }} />
        </div>
        <div>
          <h2>{t("board.csat")}</h2>
          <div className="big">{numbers?.csat_mean != null ? number(numbers.csat_mean, 1) : "–"}</div>
          <p>{numbers?.csat_mean != null ? t("board.csat.sub", { n: numbers.ratings }) : t("board.csat.none")}</p>
        </div>
      </section>

      <div className="cols">
        <section className="card qs">
          <header>
            <h2>{t("board.queues")}</h2>
          </header>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t("board.department")}</th>
                <th scope="col" className="num">
                  {t("conv.waiting")}
                </th>
                <th scope="col">{t("board.longest")}</th>
                <th scope="col" className="num">
                  {t("board.readycol")}
                </th>
                <th scope="col" className="num">
                  {t("board.activecol")}
                </th>
                <th scope="col" className="num">
                  {t("board.free")}
                </th>
                <th scope="col">{t("board.hours")}</th>
              </tr>
            </thead>
            <tbody>
              {departments.map((one) => (
                <tr key={one.department_id} className={one.waiting > 0 && one.agents.online === 0 ? "crit" : ""}>
                  <th scope="row">
                    <a href={href("", { tab: "waiting", department: one.department_id })} onClick={follow}>
                      {one.name}
                    </a>
                  </th>
                  <td className="num">
                    <b>{one.waiting}</b>
                  </td>
                  <td>{one.waiting > 0 ? <WaitMeter since={now.dataUpdatedAt + (serverNow() - Date.now()) - one.longest_wait_seconds * 1000} target={TARGET.waiting} inline /> : <span className="mut">–</span>}</td>
                  <td className="num">
                    {one.agents.online} / {one.agents.online + one.agents.busy + one.agents.away + one.agents.offline}
                  </td>
                  <td className="num">{one.active}</td>
                  <td className="num">{one.free_slots}</td>
                  <td className={one.open ? "" : "mut"}>{t(one.open ? "board.open" : "board.shut")}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <header className="h2">
            <h2>{t("board.longestlist")}</h2>
            {queue.length > SHOWN && (
              <a href={href("", { tab: "waiting" })} onClick={follow}>
                {t("board.seeall", { n: queue.length })}
              </a>
            )}
          </header>
          <Longest queue={[...queue].sort((a, b) => Date.parse(a.waiting_since) - Date.parse(b.waiting_since)).slice(0, SHOWN)} agents={agents} assign={setAssigning} />
        </section>
        <People agents={people} />
      </div>
      {assigning && <AssignDialog conv={{ id: assigning, agent: null }} close={() => setAssigning(null)} />}
    </main>
  );
}

/** Shares of a whole, beside each other; what is nothing takes no room. */
function Stack({ parts }: { parts: Record<string, number> }) {
  return (
    <div className="stack" aria-hidden="true">
      {Object.entries(parts)
        .filter(([, share]) => share > 0)
        .map(([kind, share]) => (
          <i key={kind} className={kind} style={{ flex: share }} />
        ))}
    </div>
  );
}

function Freshness({ at }: { at: number }) {
  const t = useT();
  const [now, setNow] = useState(Date.now);
  useEffect(() => onBeat(() => setNow(Date.now())), []);
  const isOld = now - at > OLD_MS;
  return (
    <p className={`fresh${isOld ? " old" : ""}`}>
      <span className="pulse" />
      {t(isOld ? "board.old" : "board.live", { time: clockSeconds(at) })}
    </p>
  );
}

/** Everybody who waits, each at its age on a scale that is fine at the beginning and coarse at the end. */
function Lane({ queue }: { queue: readonly Waiting[] }) {
  const t = useT();
  const now = serverNow();
  const ages = queue.map((one) => Math.max(0, now - Date.parse(one.waiting_since)) / 1000);
  const oldest = Math.max(0, ...ages);
  const end = Math.max(TARGET.waiting * 5, oldest);
  const at = (age: number) => (Math.log1p(age / 5) / Math.log1p(end / 5)) * 96 + 1;
  const levels = ages.map((age) => level(age * 1000, TARGET.waiting));
  const count = (which: string) => levels.filter((one) => one === which).length;
  return (
    <>
      <div className="lane" role="img" aria-label={t("board.lane", { a: count(""), b: count("w"), c: count("b") })}>
        <i style={{ insetInlineStart: `${at(TARGET.waiting)}%` }} />
        {ages.slice(0, 200).map((age, index) => (
          <span key={queue[index]?.conversation_id} className={levels[index]} style={{ insetInlineStart: `${at(age)}%` }} />
        ))}
      </div>
      <div className="axis">
        <span>0</span>
        <span>{t("board.target", { t: duration(TARGET.waiting * 1000) })}</span>
        {queue.length > 0 ? <span className={oldest > TARGET.waiting ? "late" : ""}>{t("board.oldest", { t: duration(oldest * 1000) })}</span> : <span />}
      </div>
    </>
  );
}

function Longest({ queue, agents, assign }: { queue: readonly Waiting[]; agents: readonly Agent[]; assign: (id: string) => void }) {
  const t = useT();
  const reasons = useQueries({
    queries: queue.map((one) => ({
      queryKey: ["why", one.conversation_id],
      queryFn: () => api<Explanation>(`routing/conversations/${one.conversation_id}/assignment`),
      refetchInterval: 5000,
      retry: false,
    })),
  });
  function why(one: Waiting, found: Explanation | undefined): string {
    const offeredTo = found?.offered_to ?? one.offered_to;
    if (offeredTo) return t("board.why.offered", { name: agents.find((agent) => agent.id === offeredTo)?.name ?? "" });
    if (!found) return t("board.why.unknown");
    const there = found.agents.filter((agent) => !agent.against.some((reason) => /not[-_]member|not[-_]live|not[-_]online|inactive/iu.test(reason)));
    if (there.length === 0) return t("board.why.nobody");
    const full = there.filter((agent) => agent.load >= agent.capacity).length;
    return full > 0 ? t("board.why.full", { n: full }) : t("board.why.next");
  }
  if (queue.length === 0) return <p className="empty">{t("empty.waiting")}</p>;
  return (
    <ul className="wl">
      {queue.map((one, at) => {
        const conv = conversations.get(one.conversation_id);
        const name = conv ? nameOf(conv) : `#${one.number}`;
        return (
          <li key={one.conversation_id}>
            <Avatar name={name} channel={conv?.channel ?? "web"} />
            <a href={href(`c/${one.conversation_id}`, { tab: "waiting" })} onClick={follow} title={name}>
              <strong>
                <bdi>{name}</bdi>
              </strong>
              <small>
                {one.department?.name ?? t("board.common")} · {one.topic}
              </small>
            </a>
            <span className="why">{why(one, reasons[at]?.data)}</span>
            <WaitMeter since={Date.parse(one.waiting_since)} target={TARGET.waiting} />
            <button type="button" className="btn s" onClick={() => assign(one.conversation_id)}>
              {t("board.assign")}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const RANK: Record<Declared, number> = { online: 0, busy: 1, away: 2, offline: 3 };

function People({ agents }: { agents: readonly Agent[] }) {
  const t = useT();
  const queries = useQueryClient();
  const [order, setOrder] = useState<"load" | "status">("load");
  const [isPointed, setPointed] = useState(false);
  const [held, setHeld] = useState<string[]>([]);
  const wanted = [...agents]
    .sort((a, b) =>
      order === "load"
        ? Number(a.status === "offline") - Number(b.status === "offline") || b.load / Math.max(1, b.capacity) - a.load / Math.max(1, a.capacity) || a.name.localeCompare(b.name)
        : RANK[a.status] - RANK[b.status] || a.name.localeCompare(b.name),
    )
    .map((agent) => agent.id);
  const shown = isPointed && held.length > 0 ? [...held, ...wanted.filter((id) => !held.includes(id))] : wanted;

  async function declare(agent: Agent, status: Declared) {
    try {
      await api(`routing/agents/${agent.id}/status`, { method: "PUT", body: { status } });
      void queries.invalidateQueries({ queryKey: ["board"] });
    } catch (failure) {
      complain(failure);
    }
  }

  return (
    <section
      className="card ag"
      onPointerEnter={() => {
        setHeld(wanted);
        setPointed(true);
      }}
      onPointerLeave={() => setPointed(false)}
    >
      <header>
        <h2>{t("board.agents")}</h2>
        <span className="seg">
          {(["load", "status"] as const).map((one) => (
            <button key={one} type="button" aria-pressed={order === one} onClick={() => setOrder(one)}>
              {t(one === "load" ? "board.byload" : "board.bystatus")}
            </button>
          ))}
        </span>
      </header>
      {agents.length === 0 && <p className="empty">{t("board.nobody")}</p>}
      <ul>
        {shown.map((id) => {
          const agent = agents.find((one) => one.id === id);
          if (!agent) return null;
          const isFull = agent.status === "online" && agent.load >= agent.capacity;
          const isLost = agent.declared !== "offline" && !agent.live;
          const forced = Math.max(0, agent.load - agent.capacity);
          return (
            <li key={id} className={agent.status === "offline" ? "dim" : ""}>
              <Avatar name={agent.name} />
              <div>
                <strong title={agent.name}>{agent.name}</strong>
                <small>
                  <span className={`st ${isFull ? "busy" : STATUS[agent.status].dot}`} />
                  {t(isLost ? "board.lost" : isFull ? "status.full" : STATUS[agent.status].word)}
                  {forced > 0 && ` · ${t("board.forced", { n: forced })}`}
                  {agent.status !== "offline" && ` · ${duration(serverNow() - Date.parse(agent.changed_at))}`}
                </small>
              </div>
              <Pips load={agent.load} capacity={agent.capacity} label={t("status.load", { n: agent.load, max: agent.capacity })} />
              <Menu position="bottom-end">
                <Menu.Target>
                  <button type="button" className="ib" aria-label={t("board.menu", { name: agent.name })}>
                    <Icon name="more" />
                  </button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => go(href("", { tab: "all", agent: agent.id }))}>{t("board.seeconvs")}</Menu.Item>
                  {agent.declared === "online" ? <Menu.Item onClick={() => void declare(agent, "away")}>{t("board.setaway")}</Menu.Item> : <Menu.Item onClick={() => void declare(agent, "online")}>{t("board.setonline")}</Menu.Item>}
                </Menu.Dropdown>
              </Menu>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
