import "../board/board.css";
import "../history/history.css";
import "./settings.css";
import { useEffect, useRef } from "react";
import { administers, oversees, useSession } from "../app";
import type { Role } from "../api/types";
import { useT, type Key } from "../i18n";
import { Closed } from "../shell/pages";
import { follow, href } from "../shell/route";
import { ApiKeys } from "./api-keys";
import { Audit } from "./audit";
import { BotAnswers } from "./bot";
import { BotByWebhook } from "./bot-webhook";
import { CannedReplies } from "./canned-replies";
import { Channels } from "./channels";
import { CompanySettings } from "./company";
import { Departments } from "./departments";
import { BusinessHours } from "./hours";
import { Own } from "./own";
import { People } from "./people";
import { RoutingSettings } from "./routing";
import { TagSettings } from "./tags";

interface Section {
  id: string;
  word: Key;
  group: Key;
  isFor: (role: Role | undefined) => boolean;
  view: () => React.ReactNode;
}

const everybody = () => true;

const SECTIONS: Section[] = [
  { id: "own", word: "settings.own", group: "settings.group.own", isFor: everybody, view: () => <Own /> },
  { id: "people", word: "settings.people", group: "settings.group.people", isFor: administers, view: () => <People /> },
  { id: "departments", word: "settings.departments", group: "settings.group.people", isFor: administers, view: () => <Departments /> },
  { id: "tags", word: "settings.tags", group: "settings.group.conversations", isFor: oversees, view: () => <TagSettings /> },
  { id: "canned", word: "settings.canned", group: "settings.group.conversations", isFor: everybody, view: () => <CannedReplies /> },
  { id: "bot", word: "settings.bot", group: "settings.group.conversations", isFor: administers, view: () => <BotAnswers /> },
  { id: "webhook", word: "settings.webhook", group: "settings.group.conversations", isFor: administers, view: () => <BotByWebhook /> },
  { id: "routing", word: "settings.routing", group: "settings.group.conversations", isFor: administers, view: () => <RoutingSettings /> },
  { id: "hours", word: "settings.hours", group: "settings.group.time", isFor: oversees, view: () => <BusinessHours /> },
  { id: "channels", word: "settings.channels", group: "settings.group.channels", isFor: administers, view: () => <Channels /> },
  { id: "company", word: "settings.company", group: "settings.group.company", isFor: administers, view: () => <CompanySettings /> },
  { id: "keys", word: "settings.keys", group: "settings.group.company", isFor: administers, view: () => <ApiKeys /> },
  { id: "audit", word: "settings.audit", group: "settings.group.company", isFor: administers, view: () => <Audit /> },
];

/** What a role may not do is not in the menu; a link to it says so. */
export function Settings({ section }: { section: string }) {
  const t = useT();
  const menu = useRef<HTMLElement>(null);
  // where the menu is one line, what is open may be beyond its edge
  useEffect(() => {
    menu.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [section]);
  const role = useSession()?.user.role;
  const open = SECTIONS.find((one) => one.id === section);
  const shown = SECTIONS.filter((one) => one.isFor(role));
  const groups = [...new Set(shown.map((one) => one.group))];
  if (!open) return <Closed kind="missing" />;
  if (!open.isFor(role)) return <Closed kind="forbidden" />;
  return (
    <div className="settings">
      <nav className="settings-nav" ref={menu} aria-label={t("nav.settings")} data-region>
        {groups.map((group) => (
          <div key={group} role="presentation" style={{ display: "contents" }}>
            <h2>{t(group)}</h2>
            {shown
              .filter((one) => one.group === group)
              .map((one) => (
                <a key={one.id} href={href(`settings/${one.id}`)} onClick={follow} aria-current={one.id === section ? "page" : undefined}>
                  {t(one.word)}
                </a>
              ))}
          </div>
        ))}
      </nav>
      <main className="settings-body" data-region key={section}>
        {open.view()}
      </main>
    </div>
  );
}
