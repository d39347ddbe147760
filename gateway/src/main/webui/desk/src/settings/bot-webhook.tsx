import { MultiSelect, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ApiError } from "../api/http";
import type { BotDelivery, BotWebhook, Page } from "../api/types";
import { useT } from "../i18n";
import { dateTime } from "../i18n/format";
import { follow, href } from "../shell/route";
import { Trouble } from "../shell/pages";
import { complain, say } from "../shell/toast";
import { KINDS } from "./channel-kinds";
import { Confirm, Head, SaveBar, useSend } from "./form";
import { Secret } from "./secret";

type Said = Omit<BotWebhook, "secret">;

const UNDEFINED: Said = { url: "", enabled: true, name: "Bot", channels: ["web"], answer_seconds: 20, hand_over_text: "" };

/** Where the company's own bot is, and what it was told in vain. */
export function BotByWebhook() {
  const t = useT();
  const queries = useQueryClient();
  const stored = useQuery({
    queryKey: ["bot-webhook"],
    queryFn: async () => {
      try {
        return await api<BotWebhook>("chat/bot/webhook");
      } catch (failure) {
        if (failure instanceof ApiError && failure.code === "bot-webhook-undefined") return null;
        throw failure;
      }
    },
  });
  const [said, setSaid] = useState<Said | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [asking, setAsking] = useState<"remove" | "renew" | null>(null);
  const { refusal, busy, send } = useSend({ "bot-url-refused": t("webhook.url.refused") });
  if (stored.isError) return <Trouble failure={stored.error} retry={() => void stored.refetch()} />;
  if (stored.data === undefined) return null;
  const isDefined = stored.data !== null;
  const { secret: _, ...before } = stored.data ?? { ...UNDEFINED, hand_over_text: t("webhook.handover.default"), secret: undefined };
  const now = said ?? before;
  const change = (what: Partial<Said>) => setSaid({ ...now, ...what });
  const changed = (Object.keys(UNDEFINED) as (keyof Said)[]).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]));
  const isComplete = now.url.trim() !== "" && now.name.trim() !== "" && now.channels.length > 0;
  const refresh = () => queries.invalidateQueries({ queryKey: ["bot-webhook"] });

  async function save() {
    if (!isComplete) return;
    const isDone = await send(async () => {
      // what is not said would be said in the server's language
      const body = { ...now, url: now.url.trim(), name: now.name.trim(), hand_over_text: now.hand_over_text.trim() || null };
      const answer = await api<BotWebhook>("chat/bot/webhook", { method: "PUT", body });
      if (answer.secret) setSecret(answer.secret);
    });
    if (isDone) {
      await refresh();
      setSaid(null);
    }
  }

  const renew = () =>
    api<BotWebhook>("chat/bot/webhook/secret", { method: "POST" })
      .then((answer) => setSecret(answer.secret ?? null))
      .catch(complain);
  const remove = () =>
    api("chat/bot/webhook", { method: "DELETE" })
      .then(() => {
        setSaid(null);
        setSecret(null);
      })
      .then(refresh)
      .catch(complain);

  return (
    <>
      <Head title={t("settings.webhook")} lead={t("webhook.lead")}>
        {isDefined && (
          <>
            <button type="button" className="btn" onClick={() => setAsking("renew")}>
              {t("webhook.renew")}
            </button>
            <button type="button" className="btn bad" onClick={() => setAsking("remove")}>
              {t("form.remove")}
            </button>
          </>
        )}
      </Head>
      <div className="narrow">
        {secret && <Secret text={secret} />}
        {refusal.text && (
          <p className="form-error" role="alert">
            {refusal.text}
          </p>
        )}
        <TextInput label={t("webhook.url")} description={t("webhook.url.help")} type="url" dir="ltr" maxLength={2000} placeholder="https://bot.example.go.id/sapa" value={now.url} onChange={(event) => change({ url: event.currentTarget.value })} error={refusal.fields.url} />
        <Switch label={t("webhook.enabled")} description={t("webhook.enabled.help")} checked={now.enabled} onChange={(event) => change({ enabled: event.currentTarget.checked })} />
        <TextInput label={t("bot.shown")} maxLength={100} value={now.name} onChange={(event) => change({ name: event.currentTarget.value })} error={refusal.fields.name} />
        <MultiSelect
          label={t("webhook.channels")}
          description={t("webhook.channels.help")}
          value={now.channels}
          onChange={(channels) => change({ channels })}
          data={[...new Map([["web", t("channel.web")] as const, ...KINDS.map((kind) => [kind.channel, t(kind.word)] as const), ...now.channels.filter((one) => one !== "web" && !KINDS.some((kind) => kind.channel === one)).map((one) => [one, one] as const)])].map(([value, label]) => ({ value, label }))}
        />
        <NumberInput label={t("webhook.seconds")} description={t("webhook.seconds.help")} min={1} max={3600} allowDecimal={false} value={now.answer_seconds} onChange={(value) => change({ answer_seconds: Number(value) || 1 })} error={refusal.fields.answer_seconds ?? refusal.fields.answerSeconds} />
        <Textarea label={t("webhook.handover")} autosize minRows={2} maxRows={6} maxLength={1000} dir="auto" value={now.hand_over_text} onChange={(event) => change({ hand_over_text: event.currentTarget.value })} error={refusal.fields.hand_over_text ?? refusal.fields.handOverText} />
        {changed.length > 0 && !isComplete && <p className="form-note attn">{t("webhook.incomplete")}</p>}
        <SaveBar count={changed.length} busy={busy || !isComplete} save={() => void save()} cancel={() => setSaid(null)} />
        {isDefined && <Dead />}
      </div>
      {asking && (
        <Confirm
          text={t(asking === "remove" ? "webhook.remove.ask" : "webhook.renew.ask")}
          word={t(asking === "remove" ? "form.remove" : "webhook.renew")}
          close={() => setAsking(null)}
          act={() => void (asking === "remove" ? remove() : renew())}
        />
      )}
    </>
  );
}

/** What the bot was told six times in vain; people answered instead. */
function Dead() {
  const t = useT();
  const queries = useQueryClient();
  const dead = useQuery({ queryKey: ["bot-deliveries"], queryFn: async () => (await api<Page<BotDelivery>>("chat/bot/deliveries", { query: { state: "dead", limit: 50 } })).items });
  const again = (one: BotDelivery) =>
    api(`chat/bot/deliveries/${one.id}/replay`, { method: "POST" })
      .then(() => say(t("webhook.replayed")))
      .then(() => queries.invalidateQueries({ queryKey: ["bot-deliveries"] }))
      .catch(complain);
  return (
    <section aria-labelledby="dead">
      <h2 id="dead">{t("webhook.dead")}</h2>
      <p className="lead">{t("webhook.dead.help")}</p>
      {dead.isError && <Trouble failure={dead.error} retry={() => void dead.refetch()} />}
      {dead.data?.length === 0 && <p className="form-note">{t("webhook.dead.none")}</p>}
      {dead.data && dead.data.length > 0 && (
        <ul className="deads">
          {dead.data.map((one) => (
            <li key={one.id}>
              <span>
                <a href={href(`c/${one.conversation_id}?seq=${one.seq}`)} onClick={follow}>
                  {dateTime(one.noted_at)}
                </a>
                <small>{one.failure ?? "–"}</small>
              </span>
              <button type="button" className="btn s" aria-label={`${t("webhook.replay")}, ${dateTime(one.noted_at)}`} onClick={() => void again(one)}>
                {t("webhook.replay")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
