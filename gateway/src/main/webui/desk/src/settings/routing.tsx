import { NumberInput, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/http";
import { useT } from "../i18n";
import { Icon } from "../parts/icon";
import { Trouble } from "../shell/pages";
import { useDepartments } from "./company-data";
import { Head, SaveBar, useSend } from "./form";

interface Policy {
  offer_mode: "auto" | "ask";
  offer_seconds: number;
}

interface Silence {
  silence_warn_seconds: number | null;
  silence_close_seconds: number | null;
}

interface Rule {
  keyword: string;
  department_id: string;
}

interface Said extends Policy, Silence {
  rules: Rule[];
}

export function RoutingSettings() {
  const t = useT();
  const queries = useQueryClient();
  const departments = useDepartments();
  const stored = useQuery({
    queryKey: ["policies"],
    queryFn: async (): Promise<Said> => {
      const [policy, silence, topics] = await Promise.all([api<Policy>("routing/policy"), api<Silence>("chat/policy"), api<{ items: Rule[] }>("routing/topic-rules")]);
      return { ...policy, ...silence, rules: topics.items };
    },
  });
  const [said, setSaid] = useState<Said | null>(null);
  const { refusal, busy, send } = useSend();
  if (stored.isError) return <Trouble failure={stored.error} retry={() => void stored.refetch()} />;
  if (!stored.data) return null;
  const before = stored.data;
  const now = said ?? before;
  const change = (what: Partial<Said>) => setSaid({ ...now, ...what });
  const changed = (Object.keys(before) as (keyof Said)[]).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]));
  const minutes = (seconds: number | null) => (seconds === null ? "" : seconds / 60);
  const secondsOf = (value: number | string) => (value === "" ? null : Math.round(Number(value) * 60));

  async function save() {
    const isDone = await send(async () => {
      if (changed.includes("offer_mode") || changed.includes("offer_seconds")) await api("routing/policy", { method: "PATCH", body: { offer_mode: now.offer_mode, offer_seconds: now.offer_seconds } });
      if (changed.includes("silence_warn_seconds") || changed.includes("silence_close_seconds")) await api("chat/policy", { method: "PATCH", body: { silence_warn_seconds: now.silence_warn_seconds, silence_close_seconds: now.silence_close_seconds } });
      if (changed.includes("rules")) await api("routing/topic-rules", { method: "PUT", body: { items: now.rules.filter((rule) => rule.keyword.trim() && rule.department_id) } });
    });
    if (isDone) {
      await queries.invalidateQueries({ queryKey: ["policies"] });
      setSaid(null);
    }
  }

  return (
    <>
      <Head title={t("settings.routing")} />
      <div className="narrow">
        {refusal.text && (
          <p className="form-error" role="alert">
            {refusal.text}
          </p>
        )}
        <div>
          <p className="mantine-InputWrapper-label" id="mode">
            {t("routing.mode")}
          </p>
          <SegmentedControl
            aria-labelledby="mode"
            value={now.offer_mode}
            onChange={(value) => change({ offer_mode: value as Policy["offer_mode"] })}
            data={[
              { value: "auto", label: t("routing.mode.auto") },
              { value: "ask", label: t("routing.mode.ask") },
            ]}
          />
        </div>
        {now.offer_mode === "ask" && <NumberInput label={t("routing.seconds")} min={5} max={600} value={now.offer_seconds} onChange={(value) => change({ offer_seconds: Number(value) })} />}
        <div className="pair">
          <NumberInput label={t("routing.silence.warn")} description={t("routing.silence.help")} min={0} value={minutes(now.silence_warn_seconds)} onChange={(value) => change({ silence_warn_seconds: secondsOf(value) })} />
          <NumberInput label={t("routing.silence.close")} description={t("routing.silence.help")} min={0} value={minutes(now.silence_close_seconds)} onChange={(value) => change({ silence_close_seconds: secondsOf(value) })} />
        </div>
        <h2>{t("routing.topics")}</h2>
        <p className="lead">{t("routing.topics.help")}</p>
        {now.rules.map((rule, at) => (
          <div className="exception" key={at}>
            <TextInput className="grow" aria-label={t("routing.topics.keyword")} placeholder={t("routing.topics.keyword")} value={rule.keyword} onChange={(event) => change({ rules: now.rules.map((one, index) => (index === at ? { ...one, keyword: event.currentTarget.value } : one)) })} />
            <Select aria-label={t("filter.department")} allowDeselect={false} value={rule.department_id || null} onChange={(value) => change({ rules: now.rules.map((one, index) => (index === at ? { ...one, department_id: value ?? "" } : one)) })} data={departments.map((one) => ({ value: one.id, label: one.name }))} />
            <button type="button" className="ib" aria-label={`${t("form.remove")} ${rule.keyword}`} onClick={() => change({ rules: now.rules.filter((_, index) => index !== at) })}>
              <Icon name="x" size={14} />
            </button>
          </div>
        ))}
        <div>
          <button type="button" className="btn s" onClick={() => change({ rules: [...now.rules, { keyword: "", department_id: departments[0]?.id ?? "" }] })}>
            <Icon name="plus" size={14} /> {t("routing.topics.add")}
          </button>
        </div>
        <SaveBar count={changed.length} busy={busy} save={() => void save()} cancel={() => setSaid(null)} />
      </div>
    </>
  );
}
