import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import type { Role } from "./api/types";
import { isEnded, onSession, session } from "./api/session";
import { Shell } from "./shell/shell";
import { Closed } from "./shell/pages";
import { go, href, usePlace } from "./shell/route";
import { SessionEnded } from "./signin/ended";
import { SignIn } from "./signin/signin";
import { Inbox } from "./inbox/inbox";

const Board = lazy(() => import("./board/board").then((module) => ({ default: module.Board })));
const History = lazy(() => import("./history/history").then((module) => ({ default: module.History })));
const Reports = lazy(() => import("./reports/reports").then((module) => ({ default: module.Reports })));
const Settings = lazy(() => import("./settings/settings").then((module) => ({ default: module.Settings })));

export function useSession() {
  return useSyncExternalStore(onSession, session);
}

export function oversees(role: Role | undefined): boolean {
  return role === "admin" || role === "supervisor" || role === "operator";
}

export function administers(role: Role | undefined): boolean {
  return role === "admin" || role === "operator";
}

/** Where somebody with this role begins. */
export function home(role: Role): string {
  return oversees(role) ? href("board") : href("");
}

export function App() {
  const signed = useSession();
  const ended = useSyncExternalStore(onSession, isEnded);
  const place = usePlace();
  const [view = "", ...rest] = place.path.split("/");
  const role = signed?.user.role;
  const isWrongRole = signed !== null && view === "board" && !oversees(role);

  useEffect(() => {
    if (isWrongRole) go(href("login", { wrong: view }), { replace: true });
  }, [isWrongRole, view]);

  if (!signed || view === "login" || isWrongRole) return <SignIn />;
  return (
    <>
      <Shell view={view === "c" ? "" : view}>
        <Suspense fallback={<div className="pane" aria-busy="true" />}>
          {view === "" || view === "c" ? (
            <Inbox open={view === "c" ? (rest[0] ?? null) : null} />
          ) : view === "board" ? (
            <Board />
          ) : view === "history" ? (
            <History open={rest[0] ?? null} />
          ) : view === "reports" ? (
            <Reports />
          ) : view === "settings" ? (
            <Settings section={rest[0] ?? "own"} />
          ) : (
            <Closed kind="missing" />
          )}
        </Suspense>
      </Shell>
      {ended && <SessionEnded />}
    </>
  );
}
