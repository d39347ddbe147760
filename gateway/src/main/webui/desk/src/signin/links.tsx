import { PasswordInput, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { api, ApiError } from "../api/http";
import { useT } from "../i18n";
import { Mark } from "../parts/icon";
import { go, href } from "../shell/route";

/** The token of a mailed link stands behind the #, which browsers never send. */
function tokenOfLink(): string {
  return new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
}

/** Where links lead: a new password, or the first operator of an installation. */
export function LinkPage({ kind }: { kind: "reset" | "bootstrap" }) {
  const t = useT();
  const [token] = useState(tokenOfLink);
  const [name, setName] = useState("");
  const [company, setCompany] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      if (kind === "reset") await api(`auth/password-resets/${encodeURIComponent(token)}`, { method: "POST", body: { new_password: password }, anonymous: true });
      else await api("auth/bootstrap", { method: "POST", body: { token, password, name: name.trim(), ...(company.trim() && { company_name: company.trim() }) }, anonymous: true });
      setDone(true);
    } catch (failure) {
      const refusal = failure instanceof ApiError ? failure : null;
      setError(refusal && refusal.status > 0 ? (refusal.fields.new_password ?? refusal.fields.password ?? refusal.message) : t("login.away"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className="signin">
      <section className="signin-card" aria-labelledby="link-title">
        <span className="signin-mark">
          <Mark size={44} />
        </span>
        <h1 id="link-title">{t(kind === "reset" ? "link.reset" : "link.bootstrap")}</h1>
        {isDone ? (
          <>
            <p className="lead" role="status">
              {t("link.done")}
            </p>
            <button type="button" className="btn pri wide" onClick={() => go(href("login"), { replace: true })}>
              {t("login.title")}
            </button>
          </>
        ) : (
          <form className="signin-form" onSubmit={submit}>
            {kind === "bootstrap" && (
              <>
                <TextInput label={t("people.name")} autoComplete="name" required withAsterisk={false} size="md" value={name} onChange={(event) => setName(event.currentTarget.value)} />
                <TextInput label={t("link.company")} autoComplete="organization" size="md" value={company} onChange={(event) => setCompany(event.currentTarget.value)} />
              </>
            )}
            <PasswordInput label={t("settings.password.new")} autoComplete="new-password" required withAsterisk={false} size="md" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
            {error && (
              <p className="form-error" role="alert">
                {error}
              </p>
            )}
            <button type="submit" className="btn pri wide" aria-disabled={busy}>
              {t("form.save")}
            </button>
          </form>
        )}
      </section>
    </main>
  );
}
