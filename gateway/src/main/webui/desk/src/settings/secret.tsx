import { useT } from "../i18n";
import { say } from "../shell/toast";

/** A secret that is shown this once. */
export function Secret({ text }: { text: string }) {
  const t = useT();
  return (
    <div className="stack-form" role="status">
      <p className="form-note attn">{t("keys.api.once")}</p>
      <div className="secret">
        <code>{text}</code>
        <button type="button" className="btn s" onClick={() => void navigator.clipboard.writeText(text).then(() => say(t("panel.copied")))}>
          {t("keys.api.copy")}
        </button>
      </div>
    </div>
  );
}
