import { SegmentedControl } from "@mantine/core";
import { useEffect } from "react";
import { home, useSession } from "../app";
import { useT } from "../i18n";
import { Mark } from "../parts/icon";
import { prefer, usePreferences } from "../settings/preferences";
import { currentPlace, go, href } from "../shell/route";
import { SignInForm } from "./form";

export function SignIn() {
  const t = useT();
  const chosen = usePreferences();
  const signed = useSession();
  const { query, path } = currentPlace();
  const isWrongRole = query.has("wrong");

  useEffect(() => {
    document.title = `${t("login.title")} · Sapa`;
  }, [t, chosen.language]);

  return (
    <main className="signin">
      <section className="signin-card" aria-labelledby="signin-title">
        <span className="signin-mark">
          <Mark size={44} />
        </span>
        <h1 id="signin-title">Sapa</h1>
        <p className="lead">{t("login.lead")}</p>
        {isWrongRole && (
          <p className="form-note" role="status">
            {t("login.role")}
          </p>
        )}
        <SignInForm
          done={(user) => {
            const isElsewhere = path !== "" && path !== "login";
            if (!isElsewhere) go(home(user.role), { replace: true });
          }}
        />
        {signed && (
          <button type="button" className="btn wide" onClick={() => go(home(signed.user.role), { replace: true })}>
            {t("login.continue", { name: signed.user.name })}
          </button>
        )}
        <div className="signin-options">
          <SegmentedControl
            size="xs"
            aria-label={t("settings.language")}
            value={chosen.language}
            onChange={(language) => prefer({ language: language as "id" | "en" })}
            data={[
              { value: "id", label: "Indonesia" },
              { value: "en", label: "English" },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={t("settings.theme")}
            value={chosen.theme}
            onChange={(theme) => prefer({ theme: theme as "system" | "light" | "dark" })}
            data={[
              { value: "light", label: t("settings.theme.light") },
              { value: "dark", label: t("settings.theme.dark") },
              { value: "system", label: t("settings.theme.system") },
            ]}
          />
        </div>
      </section>
    </main>
  );
}

/** For the log-out button: back to where signing in begins. */
export function toSignIn() {
  go(href("login"), { replace: true });
}
