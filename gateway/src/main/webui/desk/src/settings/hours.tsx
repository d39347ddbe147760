import { Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/http";
import type { Hours } from "../api/types";
import { useT } from "../i18n";
import { dateTime } from "../i18n/format";
import { Icon } from "../parts/icon";
import { Trouble } from "../shell/pages";
import { useDepartments } from "./company-data";
import { Head, SaveBar, useSend } from "./form";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const OFFICE = { from: "08:00", to: "16:00" };

/** The office's day, which may have begun before or after this browser's. */
function todayIn(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date());
  } catch {
    return new Intl.DateTimeFormat("en-CA").format(new Date());
  }
}

type Said = Pick<Hours, "time_zone" | "weekly" | "exceptions" | "override" | "closed_text">;

export function BusinessHours() {
  const t = useT();
  const departments = useDepartments();
  const [chosen, setChosen] = useState<string | null>(null);
  const department = chosen ?? departments[0]?.id ?? null;
  return (
    <>
      <Head title={t("settings.hours")}>
        <Select aria-label={t("hours.department")} allowDeselect={false} value={department} onChange={setChosen} data={departments.map((one) => ({ value: one.id, label: one.name }))} />
      </Head>
      {department && <Editor key={department} department={department} />}
    </>
  );
}

function Editor({ department }: { department: string }) {
  const t = useT();
  const queries = useQueryClient();
  const path = `routing/departments/${department}/hours`;
  const hours = useQuery({ queryKey: ["hours", department], queryFn: () => api<Hours>(path) });
  const [said, setSaid] = useState<Said | null>(null);
  const { refusal, busy, send } = useSend();
  useEffect(() => setSaid(null), [department]);
  if (hours.isError) return <Trouble failure={hours.error} retry={() => void hours.refetch()} />;
  if (!hours.data) return null;
  const stored: Said = { time_zone: hours.data.time_zone, weekly: hours.data.weekly, exceptions: hours.data.exceptions, override: hours.data.override, closed_text: hours.data.closed_text };
  const now = said ?? stored;
  const change = (what: Partial<Said>) => setSaid({ ...now, ...what });
  const spans = (day: string) => now.weekly?.[day] ?? [];
  const setSpans = (day: string, next: { from: string; to: string }[]) => change({ weekly: { ...now.weekly, [day]: next } });
  const changes = (Object.keys(stored) as (keyof Said)[]).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(stored[name])).length;
  const until = hours.data.next_change_at ? t("hours.until", { time: dateTime(hours.data.next_change_at) }) : "";

  async function save() {
    if (await send(() => api(path, { method: "PUT", body: now }))) {
      await queries.invalidateQueries({ queryKey: ["hours", department] });
      setSaid(null);
    }
  }

  return (
    <div className="narrow">
      <p className="form-note">{t(hours.data.open ? "hours.now.open" : "hours.now.closed", { until })}</p>
      {refusal.text && (
        <p className="form-error" role="alert">
          {refusal.text}
        </p>
      )}
      <TextInput label={t("hours.zone")} value={now.time_zone} onChange={(event) => change({ time_zone: event.currentTarget.value })} />
      <Switch label={t("hours.always")} checked={now.weekly === null} onChange={(event) => change({ weekly: event.currentTarget.checked ? null : Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, [OFFICE]])) })} />
      {now.weekly !== null && (
        <table className="week">
          <tbody>
            {DAYS.map((day) => (
              <tr key={day}>
                <th scope="row">{t(`day.${day}`)}</th>
                <td>
                  <div className="spans">
                    {spans(day).length === 0 && <span className="mut">{t("hours.shut")}</span>}
                    {spans(day).map((span, at) => (
                      <span className="span" key={at}>
                        <input type="time" aria-label={`${t(`day.${day}`)} ${t("hours.from")}`} value={span.from} onChange={(event) => setSpans(day, spans(day).map((one, index) => (index === at ? { ...one, from: event.currentTarget.value } : one)))} />–
                        <input type="time" aria-label={`${t(`day.${day}`)} ${t("hours.to")}`} value={span.to === "24:00" ? "23:59" : span.to} onChange={(event) => setSpans(day, spans(day).map((one, index) => (index === at ? { ...one, to: event.currentTarget.value } : one)))} />
                        <button type="button" className="ib" aria-label={t("hours.removespan", { day: t(`day.${day}`) })} onClick={() => setSpans(day, spans(day).filter((_, index) => index !== at))}>
                          <Icon name="x" size={14} />
                        </button>
                      </span>
                    ))}
                    <button type="button" className="btn s" aria-label={`${t("hours.addspan")}, ${t(`day.${day}`)}`} onClick={() => setSpans(day, [...spans(day), spans(day).length === 0 ? OFFICE : { from: "18:00", to: "20:00" }])}>
                      <Icon name="plus" size={14} />
                    </button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>{t("hours.exceptions")}</h2>
      {now.exceptions.map((exception, at) => (
        <div className="exception" key={at}>
          <input type="date" aria-label={t("hours.exception.date")} value={exception.date} onChange={(event) => change({ exceptions: now.exceptions.map((one, index) => (index === at ? { ...one, date: event.currentTarget.value } : one)) })} />
          <input className="grow" aria-label={t("hours.exception.reason")} placeholder={t("hours.exception.reason")} value={exception.reason ?? ""} maxLength={200} onChange={(event) => change({ exceptions: now.exceptions.map((one, index) => (index === at ? { ...one, reason: event.currentTarget.value || null } : one)) })} />
          <button type="button" className="ib" aria-label={`${t("form.remove")} ${exception.date}`} onClick={() => change({ exceptions: now.exceptions.filter((_, index) => index !== at) })}>
            <Icon name="x" size={14} />
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="btn s" onClick={() => change({ exceptions: [...now.exceptions, { date: todayIn(now.time_zone), intervals: [], reason: null }] })}>
          <Icon name="plus" size={14} /> {t("hours.exception.add")}
        </button>
      </div>
      <Textarea label={t("hours.text")} autosize minRows={2} maxLength={2000} value={now.closed_text ?? ""} onChange={(event) => change({ closed_text: event.currentTarget.value || null })} />
      <SaveBar count={changes} busy={busy} save={() => void save()} cancel={() => setSaid(null)} />
    </div>
  );
}
