import { Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ApiError } from "../api/http";
import type { KeywordBot } from "../api/types";
import { useT } from "../i18n";
import { Icon } from "../parts/icon";
import { Trouble } from "../shell/pages";
import { complain } from "../shell/toast";
import { asDefinition, asForm, isComplete, NEW_ANSWER, UNDEFINED, type AnswerForm, type BotForm } from "./bot-form";
import { Confirm, Head, SaveBar, useSend } from "./form";

const MOST_ANSWERS = 200;

/** What the company's keyword bot says, to whom it is left, and when it gives a conversation to a person. */
export function BotAnswers() {
  const t = useT();
  const queries = useQueryClient();
  const stored = useQuery({
    queryKey: ["keyword-bot"],
    queryFn: async () => {
      try {
        return await api<KeywordBot>("chat/keyword-bot");
      } catch (failure) {
        if (failure instanceof ApiError && failure.code === "keyword-bot-undefined") return null;
        throw failure;
      }
    },
  });
  const [said, setSaid] = useState<BotForm | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const { refusal, busy, send } = useSend();
  if (stored.isError) return <Trouble failure={stored.error} retry={() => void stored.refetch()} />;
  if (stored.data === undefined) return null;
  const before = stored.data ? asForm(stored.data) : UNDEFINED;
  const now = said ?? before;
  const change = (what: Partial<BotForm>) => setSaid({ ...now, ...what });
  const changeAnswer = (at: number, what: Partial<AnswerForm>) => change({ answers: now.answers.map((one, index) => (index === at ? { ...one, ...what } : one)) });
  const move = (at: number, by: number) => {
    const answers = [...now.answers];
    const [one] = answers.splice(at, 1);
    if (one) answers.splice(at + by, 0, one);
    change({ answers });
  };
  const changed = (Object.keys(before) as (keyof BotForm)[]).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]));
  const refresh = () => queries.invalidateQueries({ queryKey: ["keyword-bot"] });

  async function save() {
    if (!isComplete(now)) return;
    if (await send(() => api("chat/keyword-bot", { method: "PUT", body: asDefinition(now) }))) {
      await refresh();
      setSaid(null);
    }
  }

  return (
    <>
      <Head title={t("settings.bot")} lead={t("bot.lead")}>
        {stored.data && (
          <button type="button" className="btn bad" onClick={() => setRemoving(true)}>
            {t("form.remove")}
          </button>
        )}
      </Head>
      <div className="narrow">
        {refusal.text && (
          <p className="form-error" role="alert">
            {refusal.text}
          </p>
        )}
        <Switch label={t("bot.enabled")} checked={now.enabled} onChange={(event) => change({ enabled: event.currentTarget.checked })} />
        <TextInput label={t("bot.shown")} maxLength={100} value={now.name} onChange={(event) => change({ name: event.currentTarget.value })} error={refusal.fields.name} />

        <h2>{t("bot.answers")}</h2>
        <p className="lead">{t("bot.answers.help")}</p>
        {now.answers.map((one, at) => (
          <fieldset className="bot-answer" key={at}>
            <legend className="vh">{one.topic || t("bot.answer", { n: at + 1 })}</legend>
            <div className="bot-head">
              <TextInput label={t("bot.topic")} maxLength={100} value={one.topic} onChange={(event) => changeAnswer(at, { topic: event.currentTarget.value })} />
              <button type="button" className="ib" disabled={at === 0} aria-label={`${t("bot.up")} ${one.topic}`} onClick={() => move(at, -1)}>
                <Icon name="up" size={14} />
              </button>
              <button type="button" className="ib" disabled={at === now.answers.length - 1} aria-label={`${t("bot.down")} ${one.topic}`} onClick={() => move(at, 1)}>
                <Icon name="down" size={14} />
              </button>
              <button type="button" className="ib" aria-label={`${t("form.remove")} ${one.topic}`} onClick={() => change({ answers: now.answers.filter((_, index) => index !== at) })}>
                <Icon name="x" size={14} />
              </button>
            </div>
            <TextInput label={t("bot.keywords")} description={t("bot.keywords.help")} value={one.keywords} onChange={(event) => changeAnswer(at, { keywords: event.currentTarget.value })} />
            <Textarea label={t("bot.text")} autosize minRows={2} maxRows={8} maxLength={4000} dir="auto" value={one.text} onChange={(event) => changeAnswer(at, { text: event.currentTarget.value })} />
          </fieldset>
        ))}
        {now.answers.length < MOST_ANSWERS && (
          <div>
            <button type="button" className="btn s" onClick={() => change({ answers: [...now.answers, NEW_ANSWER] })}>
              <Icon name="plus" size={14} /> {t("bot.add")}
            </button>
          </div>
        )}
        <Textarea label={t("bot.fallback")} description={t("bot.fallback.help")} autosize minRows={2} maxRows={8} maxLength={4000} dir="auto" value={now.fallback} onChange={(event) => change({ fallback: event.currentTarget.value })} error={refusal.fields.fallback} />

        <h2>{t("bot.handover")}</h2>
        <p className="lead">{t("bot.handover.help")}</p>
        <TextInput label={t("bot.keywords")} description={t("bot.keywords.help")} value={now.handOverKeywords} onChange={(event) => change({ handOverKeywords: event.currentTarget.value })} />
        <Textarea label={t("bot.handover.text")} autosize minRows={2} maxRows={8} maxLength={4000} dir="auto" value={now.handOverText} onChange={(event) => change({ handOverText: event.currentTarget.value })} />
        {changed.length > 0 && !isComplete(now) && <p className="form-note attn">{t("bot.incomplete")}</p>}
        <SaveBar count={changed.length} busy={busy || !isComplete(now)} save={() => void save()} cancel={() => setSaid(null)} />
      </div>
      {isRemoving && (
        <Confirm
          text={t("bot.remove.ask")}
          word={t("form.remove")}
          close={() => setRemoving(false)}
          act={() =>
            void api("chat/keyword-bot", { method: "DELETE" })
              .then(() => setSaid(null))
              .then(refresh)
              .catch(complain)
          }
        />
      )}
    </>
  );
}
