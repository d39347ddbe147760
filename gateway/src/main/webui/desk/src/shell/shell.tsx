import { Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { administers, oversees, useSession } from "../app";
import { api } from "../api/http";
import { session, signedOut } from "../api/session";
import { useT } from "../i18n";
import { conversations, useConversationsRevision } from "../inbox/conversations";
import { useProposals } from "../inbox/offers";
import { closeLine } from "../live/line";
import { follow as followLine } from "../live/feed";
import { Avatar } from "../parts/avatar";
import { Icon, Mark, type IconName } from "../parts/icon";
import { toSignIn } from "../signin/signin";
import { bindKeys, openDialog, useDialog } from "./keys";
import { follow, go, href } from "./route";

const Sheet = lazy(() => import("./sheet").then((module) => ({ default: module.Sheet })));
const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));

interface Entry {
  view: string;
  icon: IconName;
  word: "nav.inbox" | "nav.board" | "nav.history" | "nav.reports" | "nav.settings";
}

export function Shell({ view, children }: { view: string; children: ReactNode }) {
  const t = useT();
  const queries = useQueryClient();
  const signed = useSession();
  const dialog = useDialog();
  const userId = signed?.user.id;

  useEffect(() => {
    if (!userId) return;
    return followLine(queries);
  }, [queries, userId]);

  useEffect(() => bindKeys(), []);

  const role = signed?.user.role;
  const entries: Entry[] = [
    { view: "", icon: "inbox", word: "nav.inbox" },
    ...(oversees(role) ? [{ view: "board", icon: "board", word: "nav.board" } as const] : []),
    { view: "history", icon: "history", word: "nav.history" },
    { view: "reports", icon: "report", word: "nav.reports" },
    { view: "settings", icon: "gear", word: "nav.settings" },
  ];

  async function signOut() {
    const refresh = session()?.refreshToken;
    await api("auth/logout", { method: "POST", body: { refresh_token: refresh } }).catch(() => undefined);
    closeLine();
    conversations.clear();
    queries.clear();
    signedOut();
    toSignIn();
  }

  return (
    <div className={`frame v-${view || "inbox"}`}>
      <nav className="rail" aria-label={t("nav.main")}>
        <span className="brand">
          <Mark />
        </span>
        {entries.map((entry) => (
          <a
            key={entry.view}
            className={entry.view === view ? "on" : undefined}
            aria-current={entry.view === view ? "page" : undefined}
            href={href(entry.view)}
            onClick={follow}
          >
            <Icon name={entry.icon} />
            <span>{t(entry.word)}</span>
            {entry.view === "" && <Unread />}
          </a>
        ))}
        <i />
        <button type="button" className="deskonly help" onClick={() => openDialog("sheet")}>
          <Icon name="help" />
          <span>{t("nav.help")}</span>
        </button>
        <Menu position="right-end">
          <Menu.Target>
            <button type="button" className="me" aria-label={t("nav.account", { name: signed?.user.name ?? "" })}>
              <Avatar name={signed?.user.name ?? "?"} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>
              {signed?.user.name}
              {role && <> · {t(`role.${role}`)}</>}
            </Menu.Label>
            <Menu.Item onClick={() => go(href("settings/own"))}>{t("settings.own")}</Menu.Item>
            {administers(role) && <Menu.Item onClick={() => go(href("settings/people"))}>{t("nav.settings")}</Menu.Item>}
            <Menu.Item onClick={() => openDialog("sheet")}>{t("keys.title")}</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => void signOut()}>{t("nav.signout")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </nav>
      {children}
      <Titles view={view} />
      <Suspense>
        {dialog === "sheet" && <Sheet />}
        {dialog === "palette" && <Palette />}
      </Suspense>
    </div>
  );
}

function mineUnread(me: string | undefined): number {
  let count = 0;
  for (const conv of conversations.all()) if (conv.unread > 0 && conv.agent?.id === me && conv.status === "active") count++;
  return count;
}

function Unread() {
  const t = useT();
  useConversationsRevision();
  const count = mineUnread(useSession()?.user.id);
  return count > 0 ? (
    <b className="dot">
      <span className="vh">{t("nav.unread", { n: count })}</span>
    </b>
  ) : null;
}

const TITLES: Record<string, "nav.inbox" | "nav.board" | "nav.history" | "nav.reports" | "nav.settings"> = {
  "": "nav.inbox",
  board: "nav.board",
  history: "nav.history",
  reports: "nav.reports",
  settings: "nav.settings",
};

/** The title of the tab: what waits, then where we are. */
function Titles({ view }: { view: string }) {
  const t = useT();
  useConversationsRevision();
  const me = useSession()?.user.id;
  const offers = useProposals().filter((one) => one.outcome === "open").length;
  const unread = mineUnread(me);
  const [base, setBase] = useState("");
  useEffect(() => setBase(`${t(TITLES[view] ?? "nav.inbox")} · Sapa`), [t, view]);
  useEffect(() => {
    document.title = offers > 0 ? `${t("notify.title.offer")} · ${base}` : unread > 0 ? `(${unread}) ${base}` : base;
  }, [t, base, offers, unread]);
  return null;
}
