import { PasswordInput, SegmentedControl, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { api } from "../api/http";
import type { ChannelAccount } from "../api/types";
import { useT } from "../i18n";
import { asForm, asRequest, kindOf, KINDS, madeUp, missingIn, NEW_ACCOUNT, type AccountForm, type Keepsake, type Setting } from "./channel-kinds";
import { useDepartments } from "./company-data";
import { FormDialog, useSend } from "./form";

/** One form for every channel: what it asks stands in the channel's description. */
export function ChannelForm({ account, close, saved }: { account: ChannelAccount | null; close: () => void; saved: (account: ChannelAccount) => void }) {
  const t = useT();
  const departments = useDepartments().filter((one) => one.active || one.id === account?.department_id);
  const [channel, setChannel] = useState(account?.channel ?? KINDS[0]?.channel ?? "");
  const [form, setForm] = useState<AccountForm>(() => (account ? asForm(account) : NEW_ACCOUNT));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { refusal, busy, send } = useSend({
    "channel-setting-invalid": t("channels.invalid"),
    "channel-address-taken": t("channels.taken"),
    "channel-key-missing": t("channels.nokey"),
    "channel-unknown": t("channels.unknown"),
    "channel-account-not-found": t("channels.gone"),
    "department-unknown": t("channels.nodepartment"),
  });
  const kind = kindOf(channel);
  if (!kind) return null;
  const change = (what: Partial<AccountForm>) => setForm({ ...form, ...what });
  const put = (name: string, value: string) => change({ values: { ...form.values, [name]: value } });
  const isKept = (secret: string) => account?.secrets_set.includes(secret) ?? false;
  const wrong = (name: string) => (missing.includes(name) ? t("form.required") : name in refusal.fields ? t("channels.wrong") : undefined);

  async function submit() {
    if (!kind) return;
    const left = missingIn(kind, form, isKept);
    setMissing(left);
    if (left.length > 0) return;
    const body = asRequest(kind, form);
    let answer: ChannelAccount | null = null;
    const isDone = await send(async () => {
      answer = await (account ? api<ChannelAccount>(`chat/channels/${account.id}`, { method: "PUT", body }) : api<ChannelAccount>("chat/channels", { method: "POST", body }));
    });
    if (isDone && answer) {
      saved(answer);
      close();
    }
  }

  const settingField = ({ name, word, help, example, fallback, choices, type = "text" }: Setting) =>
    choices ? (
      <Select key={name} label={t(word)} description={help && t(help)} allowDeselect={false} value={form.values[name] || (fallback ?? null)} onChange={(value) => put(name, value ?? "")} data={[...choices]} error={wrong(name)} />
    ) : (
      <TextInput
        key={name}
        label={t(word)}
        description={help && t(help)}
        type={type}
        dir="ltr"
        maxLength={2000}
        placeholder={fallback || (example && t("form.example", { text: example }))}
        value={form.values[name] ?? ""}
        onChange={(event) => put(name, event.currentTarget.value)}
        error={wrong(name)}
      />
    );
  const secretField = ({ name, word, help, isOptional, isOurs }: Keepsake) => {
    const shared = {
      label: t(word),
      description: help && t(help),
      maxLength: 2000,
      placeholder: t(isKept(name) ? "channels.kept" : isOptional ? "channels.optional" : "channels.needed"),
      value: form.values[name] ?? "",
      onChange: (event: React.ChangeEvent<HTMLInputElement>) => put(name, event.currentTarget.value),
      error: wrong(name),
      autoComplete: "off",
    };
    if (!isOurs) return <PasswordInput key={name} {...shared} autoComplete="new-password" />;
    return (
      <div className="made-up" key={name}>
        <TextInput {...shared} dir="ltr" />
        <button type="button" className="btn" aria-label={`${t("channels.makeup")}: ${t(word)}`} onClick={() => put(name, madeUp())}>
          {t("channels.makeup")}
        </button>
      </div>
    );
  };
  const isMain = (one: Setting) => one.fallback === undefined || one.isMain === true;
  const [main, spare] = [kind.settings.filter(isMain), kind.settings.filter((one) => !isMain(one))];

  return (
    <FormDialog title={account ? account.name : t("channels.new")} close={close} submit={() => void submit()} busy={busy} refusal={refusal}>
      {!account && KINDS.length > 1 && (
        <SegmentedControl
          aria-label={t("filter.channel")}
          value={channel}
          onChange={(value) => {
            setChannel(value);
            setMissing([]);
          }}
          data={KINDS.map((one) => ({ value: one.channel, label: t(one.word) }))}
        />
      )}
      <TextInput label={t("channels.name")} description={t("channels.name.help")} maxLength={100} value={form.name} onChange={(event) => change({ name: event.currentTarget.value })} error={missing.includes("name") ? t("form.required") : refusal.fields.name} data-autofocus />
      {main.map(settingField)}
      {kind.secrets.map(secretField)}
      <Select
        label={t("channels.department")}
        description={t("channels.department.help")}
        clearable
        placeholder={t("channels.department.any")}
        value={form.department}
        onChange={(department) => change({ department })}
        data={departments.map((one) => ({ value: one.id, label: one.name }))}
      />
      <Switch label={t("channels.bot")} checked={form.bot} onChange={(event) => change({ bot: event.currentTarget.checked })} />
      <Switch label={t("channels.enabled")} description={t("channels.enabled.help")} checked={form.enabled} onChange={(event) => change({ enabled: event.currentTarget.checked })} />
      {spare.length > 0 && (
        <details className="spare" open={spare.some((one) => wrong(one.name) !== undefined) || undefined}>
          <summary>{t("channels.spare")}</summary>
          <div className="stack-form">{spare.map(settingField)}</div>
        </details>
      )}
    </FormDialog>
  );
}
