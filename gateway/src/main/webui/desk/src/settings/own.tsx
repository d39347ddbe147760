import { PasswordInput, SegmentedControl, Slider, Switch } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { api } from "../api/http";
import { useT } from "../i18n";
import { sound } from "../shell/alerts";
import { say } from "../shell/toast";
import { Head, useSend } from "./form";
import { prefer, usePreferences, type Preferences } from "./preferences";

function Choice<K extends keyof Preferences>({ label, name, data }: { label: string; name: K; data: { value: string; label: string }[] }) {
  const chosen = usePreferences();
  return (
    <div>
      <p className="mantine-InputWrapper-label" id={`choice-${name}`}>
        {label}
      </p>
      <SegmentedControl aria-labelledby={`choice-${name}`} value={String(chosen[name])} onChange={(value) => prefer({ [name]: value } as Partial<Preferences>)} data={data} />
    </div>
  );
}

export function Own() {
  const t = useT();
  const chosen = usePreferences();
  const permission = "Notification" in window ? Notification.permission : "denied";

  async function notifications(isWanted: boolean) {
    if (isWanted && permission === "default" && (await Notification.requestPermission()) !== "granted") return;
    prefer({ notifications: isWanted });
  }

  return (
    <>
      <Head title={t("settings.own")} lead={t("settings.own.lead")} />
      <div className="narrow">
        <Choice label={t("settings.theme")} name="theme" data={[{ value: "system", label: t("settings.theme.system") }, { value: "light", label: t("settings.theme.light") }, { value: "dark", label: t("settings.theme.dark") }]} />
        <Choice label={t("settings.density")} name="density" data={[{ value: "comfortable", label: t("settings.density.comfortable") }, { value: "compact", label: t("settings.density.compact") }]} />
        <Choice label={t("settings.language")} name="language" data={[{ value: "id", label: "Indonesia" }, { value: "en", label: "English" }]} />
        <Choice label={t("settings.direction")} name="direction" data={[{ value: "ltr", label: t("settings.direction.ltr") }, { value: "rtl", label: t("settings.direction.rtl") }]} />
        <Choice label={t("settings.sendwith")} name="sendWith" data={[{ value: "enter", label: "Enter" }, { value: "ctrl-enter", label: "Ctrl+Enter" }]} />
        <Switch label={t("settings.singlekeys")} checked={chosen.singleKeys} onChange={(event) => prefer({ singleKeys: event.currentTarget.checked })} />
        <Switch label={t("settings.sound")} checked={chosen.sound} onChange={(event) => prefer({ sound: event.currentTarget.checked })} />
        {chosen.sound && (
          <div className="pair">
            <Slider aria-label={t("settings.volume")} thumbLabel={t("settings.volume")} min={0} max={1} step={0.1} label={null} value={chosen.volume} onChange={(volume) => prefer({ volume })} />
            <button type="button" className="btn" onClick={() => sound("offer", true)}>
              {t("settings.sound.test")}
            </button>
          </div>
        )}
        <Switch
          label={t("settings.notifications")}
          description={permission === "denied" ? t("settings.notifications.denied") : undefined}
          disabled={permission === "denied"}
          checked={chosen.notifications && permission === "granted"}
          onChange={(event) => void notifications(event.currentTarget.checked)}
        />
        <Password />
      </div>
    </>
  );
}

function Password() {
  const t = useT();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { refusal, busy, send } = useSend({ "wrong-password": t("settings.password.wrong") });
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!current || !next) return;
    if (await send(() => api("auth/me/password", { method: "POST", body: { current_password: current, new_password: next } }))) {
      setCurrent("");
      setNext("");
      say(t("settings.password.done"));
    }
  }
  return (
    <form className="stack-form" onSubmit={submit}>
      <h2>{t("settings.password")}</h2>
      {refusal.text && (
        <p className="form-error" role="alert">
          {refusal.text}
        </p>
      )}
      <PasswordInput label={t("settings.password.current")} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />
      <PasswordInput label={t("settings.password.new")} autoComplete="new-password" value={next} onChange={(event) => setNext(event.currentTarget.value)} error={refusal.fields.new_password} />
      <div>
        <button type="submit" className="btn" aria-disabled={busy || !current || !next}>
          {t("settings.password")}
        </button>
      </div>
    </form>
  );
}
