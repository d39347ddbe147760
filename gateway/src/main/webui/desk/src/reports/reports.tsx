import "../board/board.css";
import "../history/history.css";
import "./reports.css";
import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { oversees, useSession } from "../app";
import { api, download } from "../api/http";
import type { Summary, SummaryRow } from "../api/types";
import { useT, type Key } from "../i18n";
import { dateTime, duration, number, zone } from "../i18n/format";
import { Icon } from "../parts/icon";
import { useAgents, useDepartments } from "../settings/company-data";
import { Trouble } from "../shell/pages";
import { follow, go, href, usePlace } from "../shell/route";
import { complain } from "../shell/toast";

const Lines = lazy(() => import("./lines").then((module) => ({ default: module.Lines })));

const DAY_MS = 86_400_000;
const RANGES = { today: 1, "7d": 7, "30d": 30, "90d": 90 } as const;

function dateOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

function shifted(date: string, days: number): string {
  return dateOf(Date.parse(`${date}T12:00`) + days * DAY_MS);
}

function useSummary(asked: Record<string, string | null>, groupBy: string, isWanted = true) {
  return useQuery({
    queryKey: ["summary", asked, groupBy],
    queryFn: ({ signal }) =>
      api<Summary>("analytics/reports/summary", { query: { ...asked, group_by: groupBy, time_zone: zone() }, signal }),
    enabled: isWanted,
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
}

interface Metric {
  name: Key;
  help: Key;
  value: (row: SummaryRow) => number | null;
  show: (value: number) => string;
  second?: (row: SummaryRow) => number | null;
}

const seconds = (value: number) => duration(value * 1000);
const percent = (value: number) => `${number(value, value > 0 && value < 10 ? 1 : 0)} %`;

const METRICS: Metric[] = [
  { name: "reports.sessions", help: "reports.sessions.help", value: (row) => row.sessions, show: (value) => number(value) },
  { name: "reports.first", help: "reports.first.help", value: (row) => row.first_response_seconds.p50, second: (row) => row.first_response_seconds.p90, show: seconds },
  { name: "reports.wait", help: "reports.wait.help", value: (row) => row.wait_seconds.p50, second: (row) => row.wait_seconds.p90, show: seconds },
  { name: "reports.handle", help: "reports.handle.help", value: (row) => row.handle_seconds.p50, second: (row) => row.handle_seconds.p90, show: seconds },
  { name: "reports.abandon", help: "reports.abandon.help", value: (row) => row.abandonment_rate, show: percent },
  { name: "reports.csat", help: "reports.csat.help", value: (row) => row.csat, show: percent },
];

export function Reports() {
  const t = useT();
  const place = usePlace();
  const isOverseer = oversees(useSession()?.user.role);
  const range = (place.query.get("range") ?? "7d") as keyof typeof RANGES | "custom";
  const today = dateOf(Date.now());
  const to = range === "custom" ? (place.query.get("to") ?? today) : today;
  const from = range === "custom" ? (place.query.get("from") ?? shifted(today, -6)) : shifted(today, 1 - RANGES[range]);
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  const department = place.query.get("department");
  const agent = place.query.get("agent");
  const asked = { from, to, department_id: department, agent_id: agent };
  const before = { ...asked, from: shifted(from, -length), to: shifted(from, -1) };
  const departments = useDepartments();
  const agents = useAgents(isOverseer);

  const whole = useSummary(asked, "none");
  const previous = useSummary(before, "none").data?.rows[0];
  const byTime = useSummary(asked, length === 1 ? "hour" : "day");
  const byAgent = useSummary(asked, "agent", isOverseer);
  const byDepartment = useSummary(asked, "department");
  const byTopic = useSummary(asked, "topic");
  const row = whole.data?.rows[0];

  function ask(change: Record<string, string | null>) {
    const now: Record<string, string | null> = Object.fromEntries(place.query);
    go(href("reports", { ...now, ...change }), { replace: true });
  }
  const show = (more: Record<string, string>) => href("history", { status: "any", from, to, ...(department && { department }), ...(agent && { agent }), ...more });

  return (
    <main className="page" data-region>
      <header className="bh">
        <div>
          <h1 tabIndex={-1}>{t("reports.title")}</h1>
          {whole.data?.as_of && <p className="fresh">{t("reports.asof", { time: dateTime(whole.data.as_of), v: whole.data.definitions_version })}</p>}
        </div>
        <span className="sp" />
        <button type="button" className="btn" onClick={() => void download("analytics/exports/conversations", { from, to, time_zone: zone(), format: "csv" }, `conversations-${from}-${to}.csv`).catch(complain)}>
          <Icon name="dl" size={16} /> {t("history.export")}
        </button>
      </header>
      <div className="filters">
        <Select label={t("reports.period")} w={150} allowDeselect={false} value={range} onChange={(value) => ask({ range: value, ...(value === "custom" ? { from, to } : { from: null, to: null }) })} data={(["today", "7d", "30d", "90d", "custom"] as const).map((one) => ({ value: one, label: t(`reports.${one}`) }))} />
        {range === "custom" && (
          <>
            <TextInput type="date" label={t("history.from")} value={from} max={to} onChange={(event) => event.currentTarget.value && ask({ from: event.currentTarget.value })} />
            <TextInput type="date" label={t("history.to")} value={to} min={from} onChange={(event) => event.currentTarget.value && ask({ to: event.currentTarget.value })} />
          </>
        )}
        <Select label={t("filter.department")} w={190} clearable searchable placeholder={t("filter.any")} value={department} onChange={(value) => ask({ department: value })} data={departments.map((one) => ({ value: one.id, label: one.name }))} />
        {isOverseer && <Select label={t("filter.agent")} w={190} clearable searchable placeholder={t("filter.any")} value={agent} onChange={(value) => ask({ agent: value })} data={agents.map((one) => ({ value: one.id, label: one.name }))} />}
      </div>
      {whole.isError && !whole.data ? (
        <Trouble failure={whole.error} retry={() => void whole.refetch()} />
      ) : (
        <>
          <section className="cards" aria-label={t("board.summary")}>
            {METRICS.map((metric) => (
              <Card key={metric.name} metric={metric} row={row} previous={previous} link={show({})} />
            ))}
          </section>
          <div className="charts">
            <Chart title={t(length === 1 ? "reports.perhour" : "reports.perday")} wide rows={byTime.data?.rows ?? []} draw={(rows) => <Suspense fallback={<div className="chart" />}><Lines rows={rows} isHours={length === 1} /></Suspense>} />
            {isOverseer && <Chart title={t("reports.byagent")} rows={byAgent.data?.rows ?? []} draw={(rows) => <Bars rows={rows} link={(key) => show({ agent: key })} />} />}
            <Chart title={t("reports.bydepartment")} rows={byDepartment.data?.rows ?? []} draw={(rows) => <Bars rows={rows} link={(key) => show({ department: key })} />} />
            <Chart title={t("reports.bytopic")} rows={byTopic.data?.rows ?? []} draw={(rows) => <Bars rows={rows} link={(key) => show({ topic: key })} />} />
          </div>
        </>
      )}
    </main>
  );
}

function Card({ metric, row, previous, link }: { metric: Metric; row: SummaryRow | undefined; previous: SummaryRow | undefined; link: string }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const value = row ? metric.value(row) : null;
  const second = row && metric.second ? metric.second(row) : null;
  const old = previous ? metric.value(previous) : null;
  return (
    <div className="metric">
      <h2>
        {t(metric.name)}
        <button type="button" className="ib" aria-expanded={isOpen} aria-label={t("reports.definition", { name: t(metric.name) })} onClick={() => setOpen(!isOpen)}>
          <Icon name="help" size={14} />
        </button>
      </h2>
      {value === null ? (
        <div className="big">–</div>
      ) : (
        <a className="big" href={link} onClick={follow} title={t("reports.show")}>
          {metric.show(value)}
        </a>
      )}
      <p>
        {[second === null ? null : t("reports.p90", { t: metric.show(second) }), old === null ? null : t("reports.previous", { v: metric.show(old) })]
          .filter(Boolean)
          .join(" · ") || "\u00a0"}
      </p>
      {isOpen && <p className="what">{t(metric.help)}</p>}
    </div>
  );
}

/** A chart and the same as a table. */
function Chart({ title, rows, draw, wide = false }: { title: string; rows: readonly SummaryRow[]; draw: (rows: readonly SummaryRow[]) => React.ReactNode; wide?: boolean }) {
  const t = useT();
  const [isTable, setTable] = useState(false);
  return (
    <section className={`card chart-card${wide ? " wide" : ""}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="seg">
          <button type="button" aria-pressed={!isTable} onClick={() => setTable(false)}>
            {t("reports.chart")}
          </button>
          <button type="button" aria-pressed={isTable} onClick={() => setTable(true)}>
            {t("reports.table")}
          </button>
        </span>
      </header>
      {rows.length === 0 ? (
        <p className="empty">{t("reports.none")}</p>
      ) : isTable ? (
        <div className="scroller" tabIndex={0}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{title}</th>
                {METRICS.map((metric) => (
                  <th scope="col" className="num" key={metric.name}>
                    {t(metric.name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.name ?? row.key ?? t("reports.nameless")}</th>
                  {METRICS.map((metric) => {
                    const value = metric.value(row);
                    return (
                      <td className="num" key={metric.name}>
                        {value === null ? "–" : metric.show(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        draw(rows)
      )}
    </section>
  );
}

function Bars({ rows, link }: { rows: readonly SummaryRow[]; link: (key: string) => string }) {
  const t = useT();
  const most = Math.max(1, ...rows.map((row) => row.sessions));
  const shown = [...rows].sort((a, b) => b.sessions - a.sessions).slice(0, 12);
  return (
    <div className="bars">
      {shown.map((row) => {
        const name = row.name ?? row.key ?? t("reports.nameless");
        const inside = (
          <>
            <span title={name} dir="auto">
              {name}
            </span>
            <span>
              <i style={{ inlineSize: `${(100 * row.sessions) / most}%` }} />
            </span>
            <b>{number(row.sessions)}</b>
          </>
        );
        return row.key ? (
          <a key={row.key} href={link(row.key)} onClick={follow} title={t("reports.show")}>
            {inside}
          </a>
        ) : (
          <div className="bar-row" key="none">
            {inside}
          </div>
        );
      })}
    </div>
  );
}
