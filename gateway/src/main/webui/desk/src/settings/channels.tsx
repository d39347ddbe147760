import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ApiError } from "../api/http";
import type { ChannelAccount } from "../api/types";
import { useT, type Key } from "../i18n";
import { clock } from "../i18n/format";
import { onBeat, serverNow } from "../live/ticker";
import { channelGlyph } from "../parts/avatar";
import { Icon } from "../parts/icon";
import { Trouble, why } from "../shell/pages";
import { complain, say } from "../shell/toast";
import { ChannelForm } from "./channel-form";
import { kindOf, stateOf, type AccountState } from "./channel-kinds";
import { useDepartments } from "./company-data";
import { Confirm, Head } from "./form";

const LOOK_MS = 15_000;
const DOT: Record<AccountState, string> = { ready: "ok", behind: "busy", paused: "away", off: "no" };

/** Why the provider was not told, in words that say what to do. */
const REFUSED: Record<string, Key> = {
  "channel-not-registrable": "channels.register.console",
  "channel-account-not-found": "channels.gone",
  "channel-key-missing": "channels.nokey",
};

/** The company's accounts with WhatsApp and others. */
export function Channels() {
  const t = useT();
  const queries = useQueryClient();
  const accounts = useQuery({ queryKey: ["channels"], queryFn: async () => (await api<{ items: ChannelAccount[] }>("chat/channels")).items, refetchInterval: LOOK_MS });
  const [open, setOpen] = useState<ChannelAccount | "new" | null>(null);
  const [removing, setRemoving] = useState<ChannelAccount | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ["channels"] });
  return (
    <>
      <Head title={t("settings.channels")} lead={t("channels.lead")} add={() => setOpen("new")} />
      {accounts.isError && <Trouble failure={accounts.error} retry={() => void accounts.refetch()} />}
      {accounts.data?.length === 0 && <p className="empty">{t("channels.none")}</p>}
      {accounts.data && accounts.data.length > 0 && (
        <ul className="accounts">
          {accounts.data.map((account) => (
            <Account key={account.id} account={account} isNew={account.id === made} edit={() => setOpen(account)} remove={() => setRemoving(account)} />
          ))}
        </ul>
      )}
      {open && (
        <ChannelForm
          account={open === "new" ? null : open}
          close={() => setOpen(null)}
          saved={(account) => {
            if (open === "new") setMade(account.id);
            refresh();
          }}
        />
      )}
      {removing && (
        <Confirm
          text={t("channels.remove.ask", { name: removing.name, n: removing.waiting })}
          word={t("form.remove")}
          close={() => setRemoving(null)}
          act={() => void api(`chat/channels/${removing.id}`, { method: "DELETE" }).then(refresh).catch(complain)}
        />
      )}
    </>
  );
}

function Account({ account, isNew, edit, remove }: { account: ChannelAccount; isNew: boolean; edit: () => void; remove: () => void }) {
  const t = useT();
  const kind = kindOf(account.channel);
  const department = useDepartments().find((one) => one.id === account.department_id)?.name;
  const state = useAccountState(account);
  const [told, setTold] = useState<{ isGood: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const title = kind ? t(kind.word) : account.channel;
  const isReachable = account.webhook_url.startsWith("https://");

  async function register() {
    if (busy) return;
    setBusy(true);
    setTold(null);
    try {
      await api(`chat/channels/${account.id}/registration`, { method: "POST" });
      setTold({ isGood: true, text: t("channels.registered", { name: title }) });
    } catch (failure) {
      const known = failure instanceof ApiError ? REFUSED[failure.code] : undefined;
      setTold({ isGood: false, text: known ? t(known) : t("channels.register.refused", { name: title, why: why(failure, t) }) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <li className={`account${account.enabled ? "" : " off"}`} data-account={account.id}>
      <header>
        <span className="glyph">
          <Icon name={channelGlyph(account.channel)} />
        </span>
        <div className="tx">
          <h2 title={account.name}>{account.name}</h2>
          <p>
            {title} · <bdi>{account.address}</bdi>
          </p>
        </div>
        <span className="state">
          <span className={`st ${DOT[state]}`} />
          {t(`channels.state.${state}`, { n: account.waiting, time: account.paused_until ? clock(account.paused_until) : "" })}
        </span>
      </header>
      {(state === "paused" || state === "behind") && <p className="form-note attn">{t(`channels.state.${state}.help`, { n: account.waiting })}</p>}
      <div className="hook">
        <span id={`hook-${account.id}`}>{t("channels.hook")}</span>
        <code aria-labelledby={`hook-${account.id}`}>
          <bdi>{account.webhook_url}</bdi>
        </code>
        <button type="button" className="btn s" aria-label={`${t("channels.hook.copy")}, ${account.name}`} onClick={() => void navigator.clipboard.writeText(account.webhook_url).then(() => say(t("panel.copied")))}>
          {t("channels.hook.copy")}
        </button>
      </div>
      {!isReachable && <p className="form-note attn">{t("channels.hook.plain")}</p>}
      <dl>
        <dt>{t("channels.secrets")}</dt>
        <dd>{account.secrets_set.map((name) => wordOf(name, kind, t)).join(", ") || t("channels.secrets.none")}</dd>
        <dt>{t("channels.department")}</dt>
        <dd>{department ?? t("channels.department.any")}</dd>
        <dt>{t("channels.first")}</dt>
        <dd>{t(account.bot ? "channels.first.bot" : "channels.first.people")}</dd>
      </dl>
      {kind && (
        <details open={isNew || undefined}>
          <summary>{t("channels.steps")}</summary>
          <ol>
            {kind.steps.map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ol>
        </details>
      )}
      {told && (
        <p className={told.isGood ? "form-note" : "form-error"} role={told.isGood ? "status" : "alert"}>
          {told.text}
        </p>
      )}
      <div className="form-buttons">
        {kind?.registers && (
          <button type="button" className="btn s" aria-disabled={busy} aria-label={`${t("channels.register", { name: title })}, ${account.name}`} onClick={() => void register()}>
            {t("channels.register", { name: title })}
          </button>
        )}
        {kind && (
          <button type="button" className="btn s" aria-label={`${t("form.edit")} ${account.name}`} onClick={edit}>
            {t("form.edit")}
          </button>
        )}
        <button type="button" className="btn s bad" aria-label={`${t("form.remove")} ${account.name}`} onClick={remove}>
          {t("form.remove")}
        </button>
      </div>
    </li>
  );
}

function wordOf(secret: string, kind: ReturnType<typeof kindOf>, t: ReturnType<typeof useT>): string {
  const word = kind?.secrets.find((one) => one.name === secret)?.word;
  return word ? t(word) : secret;
}

/** A pause ends by itself. */
function useAccountState(account: ChannelAccount): AccountState {
  const [state, setState] = useState(() => stateOf(account, serverNow()));
  useEffect(() => {
    const look = (now: number) => setState(stateOf(account, now));
    look(serverNow());
    return onBeat(look);
  }, [account]);
  return state;
}
