import { NumberInput, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSession } from "../app";
import { api } from "../api/http";
import type { Company } from "../api/types";
import { useT } from "../i18n";
import { number } from "../i18n/format";
import { Trouble } from "../shell/pages";
import { complain } from "../shell/toast";
import { contrast } from "./contrast";
import { Confirm, Head, SaveBar, useSend } from "./form";
import { Secret } from "./secret";

const DEFAULT_COLOR = "#036772";
const READABLE = 4.5;

interface Said {
  name: string;
  portal_access: "open" | "strict";
  origins: string;
  time_zone: string;
  retention: number | null;
  brand: string;
  color: string;
  logo: string;
  greeting: string;
}

function saidOf(company: Company): Said {
  return {
    name: company.name,
    portal_access: company.portal_access,
    origins: company.origins.join("\n"),
    time_zone: company.time_zone,
    retention: company.retention_days ?? null,
    brand: company.branding?.name ?? "",
    color: company.branding?.color ?? "",
    logo: company.branding?.logo_url ?? "",
    greeting: company.branding?.greeting ?? "",
  };
}

export function CompanySettings() {
  const t = useT();
  const queries = useQueryClient();
  const id = useSession()?.user.company_id ?? "";
  const company = useQuery({ queryKey: ["company", id], queryFn: () => api<Company>(`auth/companies/${id}`), enabled: id !== "" });
  const [said, setSaid] = useState<Said | null>(null);
  const [isRenewing, setRenewing] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { refusal, busy, send } = useSend();
  if (company.isError) return <Trouble failure={company.error} retry={() => void company.refetch()} />;
  if (!company.data) return null;
  const stored = saidOf(company.data);
  const now = said ?? stored;
  const change = (what: Partial<Said>) => setSaid({ ...now, ...what });
  const changed = (Object.keys(stored) as (keyof Said)[]).filter((name) => now[name] !== stored[name]);
  const hasBranding = company.data.branding !== undefined;
  const color = /^#[0-9a-f]{6}$/iu.test(now.color) ? now.color : DEFAULT_COLOR;
  const ratio = contrast(color, "#ffffff");

  async function save() {
    const is = (name: keyof Said) => changed.includes(name);
    const branding = {
      ...(is("brand") && { name: now.brand.trim() || null }),
      ...(is("color") && { color: now.color || null }),
      ...(is("logo") && { logo_url: now.logo.trim() || null }),
      ...(is("greeting") && { greeting: now.greeting.trim() || null }),
    };
    const body = {
      ...(is("name") && { name: now.name.trim() }),
      ...(is("portal_access") && { portal_access: now.portal_access }),
      ...(is("origins") && { origins: now.origins.split(/\s+/u).filter(Boolean) }),
      ...(is("time_zone") && { time_zone: now.time_zone.trim() }),
      ...(is("retention") && { retention_days: now.retention }),
      ...(Object.keys(branding).length > 0 && { branding }),
    };
    if (await send(() => api(`auth/companies/${id}`, { method: "PATCH", body }))) {
      await queries.invalidateQueries({ queryKey: ["company", id] });
      setSaid(null);
    }
  }

  return (
    <>
      <Head title={t("settings.company")} lead={company.data.slug} />
      <div className="narrow">
        {refusal.text && (
          <p className="form-error" role="alert">
            {refusal.text}
          </p>
        )}
        <TextInput label={t("company.name")} maxLength={200} value={now.name} onChange={(event) => change({ name: event.currentTarget.value })} error={refusal.fields.name} />
        <TextInput label={t("company.zone")} value={now.time_zone} onChange={(event) => change({ time_zone: event.currentTarget.value })} error={refusal.fields.time_zone} />
        <div>
          <p className="mantine-InputWrapper-label" id="access">
            {t("company.access")}
          </p>
          <SegmentedControl
            aria-labelledby="access"
            orientation="vertical"
            fullWidth
            value={now.portal_access}
            onChange={(value) => change({ portal_access: value as "open" | "strict" })}
            data={[
              { value: "open", label: t("company.access.open") },
              { value: "strict", label: t("company.access.strict") },
            ]}
          />
        </div>
        <Textarea label={t("company.origins")} description={t("company.origins.help")} autosize minRows={2} value={now.origins} onChange={(event) => change({ origins: event.currentTarget.value })} error={refusal.fields.origins} />
        {hasBranding && (
          <>
            <NumberInput label={t("company.retention")} description={t("company.retention.help")} min={1} value={now.retention ?? ""} onChange={(value) => change({ retention: value === "" ? null : Number(value) })} error={refusal.fields.retention_days} />
            <h2>{t("company.preview")}</h2>
            <div className="pair">
              <TextInput label={t("company.brand")} value={now.brand} onChange={(event) => change({ brand: event.currentTarget.value })} />
              <TextInput type="color" label={t("company.color")} value={color} onChange={(event) => change({ color: event.currentTarget.value })} />
            </div>
            {ratio < READABLE && <p className="form-note attn">{t("company.color.weak", { r: number(ratio, 1) })}</p>}
            <TextInput label={t("company.logo")} type="url" value={now.logo} onChange={(event) => change({ logo: event.currentTarget.value })} error={refusal.fields.logo_url} />
            <Textarea label={t("company.greeting")} autosize minRows={2} value={now.greeting} onChange={(event) => change({ greeting: event.currentTarget.value })} />
            <div className="brand-preview" aria-hidden="true">
              <header style={{ background: color }}>
                <strong>{now.brand || now.name}</strong>
              </header>
              <p dir="auto">{now.greeting || t("login.lead")}</p>
            </div>
          </>
        )}
        <h2>{t("company.secret")}</h2>
        {secret ? (
          <Secret text={secret} />
        ) : (
          <div>
            <button type="button" className="btn" onClick={() => setRenewing(true)}>
              {t("company.secret.renew")}
            </button>
          </div>
        )}
        <SaveBar count={changed.length} busy={busy} save={() => void save()} cancel={() => setSaid(null)} />
      </div>
      {isRenewing && (
        <Confirm
          text={t("company.secret.ask")}
          word={t("company.secret.renew")}
          close={() => setRenewing(false)}
          act={() =>
            void api<{ visitor_secret: string }>(`auth/companies/${id}/visitor-secret`, { method: "POST" })
              .then((answer) => setSecret(answer.visitor_secret))
              .catch(complain)
          }
        />
      )}
    </>
  );
}
