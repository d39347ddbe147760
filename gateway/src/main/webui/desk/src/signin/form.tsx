import { PasswordInput, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { api, ApiError } from "../api/http";
import { signedIn } from "../api/session";
import type { SignedIn, Staff } from "../api/types";
import { useT } from "../i18n";

/** Name and password; says kindly what was wrong, and keeps what was typed. */
export function SignInForm({ name = "", done }: { name?: string; done: (user: Staff) => void }) {
  const t = useT();
  const [login, setLogin] = useState(name);
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [wait, setWait] = useState(0);
  const [busy, setBusy] = useState(false);
  const alert = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (error) alert.current?.focus();
  }, [error]);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    setError(null);
    try {
      const answer = await api<SignedIn>("auth/login", { method: "POST", body: { login: login.trim(), password }, anonymous: true });
      signedIn(answer);
      done(answer.user);
    } catch (failure) {
      const refusal = failure instanceof ApiError ? failure : null;
      if (refusal?.status === 429) {
        setWait(refusal.retryAfter ?? 30);
        setError("throttle");
      } else {
        setError(refusal && refusal.status >= 400 && refusal.status < 500 ? "wrong" : "away");
      }
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="signin-form" onSubmit={submit}>
      <TextInput
        label={t("login.name")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        size="md"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        data-autofocus
      />
      <PasswordInput
        label={t("login.password")}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {error && (
        <p ref={alert} className="form-error" role="alert" tabIndex={-1}>
          {error === "throttle" ? t("login.throttle", { s: wait }) : t(error === "wrong" ? "login.error" : "login.away")}
        </p>
      )}
      <button type="submit" className="btn pri wide" aria-disabled={busy || wait > 0}>
        {t("login.submit")}
      </button>
    </form>
  );
}
