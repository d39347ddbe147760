import { Menu } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { oversees, useSession } from "../app";
import { api, ApiError, download } from "../api/http";
import type { Detail } from "../api/types";
import { useT } from "../i18n";
import { conversations, nameOf, useConversation } from "../inbox/conversations";
import { byNeed, fromView, type Conv } from "../inbox/order";
import { isOnline, line, useConnection } from "../live/line";
import { channelWord } from "../parts/channel";
import { Icon } from "../parts/icon";
import { Banner } from "../shell/banner";
import { useCommand } from "../shell/keys";
import { Trouble } from "../shell/pages";
import { go, href } from "../shell/route";
import { complain, propose, say } from "../shell/toast";
import { AssignDialog } from "./assign-dialog";
import { CloseDialog } from "./close-dialog";
import { Composer } from "./composer";
import { Log, useLive } from "./log";
import { Panel } from "./panel";
import { TemplateDialog } from "./template-dialog";
import { TransferDialog } from "./transfer-dialog";
import { useWay } from "./way";
import { WindowLine } from "./window-line";

const UNDO_MS = 5000;

export function useDetail(id: string) {
  return useQuery({
    queryKey: ["detail", id],
    queryFn: async ({ signal }) => {
      const view = await api<Detail>(`chat/conversations/${id}`, { query: { include: "contact,log,tags" }, signal });
      conversations.take([fromView(view, conversations.get(id))]);
      return view;
    },
    staleTime: 15_000,
  });
}

export function ConversationView({ id }: { id: string }) {
  const t = useT();
  const detail = useDetail(id);
  const conv = useConversation(id);

  useEffect(() => line().conversation(id).join(), [id]);

  if (!conv) {
    const isForeign = detail.error instanceof ApiError && (detail.error.status === 404 || detail.error.status === 400 || detail.error.status === 403);
    return (
      <main className="conv blank" id="conversation" tabIndex={-1}>
        <h1 className="vh">{t("nav.inbox")}</h1>
        {isForeign ? (
          <>
            <p>{t("conv.notfound")}</p>
            <button type="button" className="btn" onClick={() => go(href("") + location.search)}>
              {t("conv.back")}
            </button>
          </>
        ) : detail.isError ? (
          <Trouble failure={detail.error} retry={() => void detail.refetch()} />
        ) : null}
      </main>
    );
  }
  return <Open conv={conv} detail={detail.data} />;
}

type Dialog = "transfer" | "close" | "assign" | "template" | null;

function Open({ conv, detail }: { conv: Conv; detail: Detail | undefined }) {
  const t = useT();
  const queries = useQueryClient();
  const user = useSession()?.user;
  const me = user?.id ?? "";
  const connection = useConnection();
  const canAct = isOnline(connection);
  const live = useLive(conv.id);
  const way = useWay(conv, live);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [isPanelOpen, setPanelOpen] = useState(() => matchMedia("(min-width: 1280px)").matches);
  const title = useRef<HTMLHeadingElement>(null);
  const name = nameOf(conv);
  const isMine = conv.agent?.id === me && conv.status === "active";
  const isOverseer = oversees(user?.role);
  const isClosed = conv.status === "closed";
  const isPaused = conv.responder === "none" && !isClosed;
  const mayAct = isMine || isOverseer;

  async function act(what: () => Promise<unknown>, done?: string) {
    try {
      await what();
      if (done) say(done);
      void queries.invalidateQueries({ queryKey: ["detail", conv.id] });
      void queries.invalidateQueries({ queryKey: ["agent", "me"] });
      void queries.invalidateQueries({ queryKey: ["counts"] });
    } catch (failure) {
      complain(failure);
    }
  }

  const take = () =>
    act(async () => {
      const kind = conv.status === "waiting" ? "claim" : "manual";
      const answer = await api<{ conversation: Detail }>(`routing/conversations/${conv.id}/assignments`, { method: "POST", body: { kind } });
      conversations.take([fromView(answer.conversation, conversations.get(conv.id))]);
      requestAnimationFrame(() => document.getElementById("composer")?.focus());
    });

  /** A pause keeps everybody from answering; its end gives the word back to who had it. */
  const setBot = (verb: "pause" | "resume") =>
    act(async () => {
      const view = await api<Detail>(`chat/conversations/${conv.id}/responder`, { method: "PUT", body: { responder: verb === "pause" ? "none" : "previous" } });
      conversations.take([fromView(view, conversations.get(conv.id))]);
    });

  /** The close is sent after a moment in which it can be taken back; at once when the page goes. */
  function close(reason: string) {
    setDialog(null);
    const path = `chat/conversations/${conv.id}/close`;
    const leave = () => {
      clearTimeout(timer);
      void api(path, { method: "POST", body: { reason }, outlivesPage: true }).catch(() => undefined);
    };
    const timer = setTimeout(() => {
      window.removeEventListener("pagehide", leave);
      void act(async () => {
        const view = await api<Detail>(path, { method: "POST", body: { reason } });
        conversations.take([fromView(view, conversations.get(conv.id))]);
        const next = conversations
          .all()
          .filter((one) => one.id !== conv.id && one.agent?.id === me && one.awaitingSince !== null && one.status === "active")
          .sort(byNeed)[0];
        if (next) propose(t("close.done", { name }), t("close.next", { name: nameOf(next) }), () => go(href(`c/${next.id}`)));
        else say(t("close.done", { name }));
      });
    }, UNDO_MS);
    window.addEventListener("pagehide", leave, { once: true });
    const undo = () => {
      window.removeEventListener("pagehide", leave);
      clearTimeout(timer);
    };
    propose(t("close.undo", { s: UNDO_MS / 1000 }), t("close.undo.button"), undo, UNDO_MS);
  }

  const backToList = () => go(href("") + location.search);
  useCommand("back", backToList);
  useCommand("transfer", mayAct && !isClosed ? () => setDialog("transfer") : null);
  useCommand("close", mayAct && !isClosed ? () => setDialog("close") : null);
  useCommand("pause", mayAct && !isClosed ? () => void setBot(isPaused ? "resume" : "pause") : null);
  useCommand("panel", () => setPanelOpen((is) => !is));
  useCommand("tags", () => {
    setPanelOpen(true);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".tags .add")?.click());
  });

  useEffect(() => title.current?.focus({ preventScroll: true }), []);

  const speaks = isClosed
    ? t("conv.closed")
    : conv.responder === "bot"
      ? t("conv.bot")
      : isPaused
        ? t("conv.paused")
        : isMine
          ? t("conv.you")
          : conv.agent
            ? t("conv.other", { name: conv.agent.name ?? "" })
            : t("conv.nobody");

  const barrier = isClosed
    ? { text: t("comp.closed") }
    : conv.responder === "bot"
      ? { text: t("comp.bot"), action: { word: t("bot.takeover"), act: () => void take() } }
      : isPaused && mayAct
        ? { text: t("comp.paused"), action: { word: t("bot.resume"), act: () => void setBot("resume") } }
        : conv.agent && !isMine
          ? { text: t("comp.other", { name: conv.agent.name ?? "" }), action: { word: t("bot.takeover"), act: () => setDialog("assign") } }
          : conv.status === "waiting"
            ? { text: t("comp.waiting"), action: { word: t("comp.take"), act: () => void take() } }
            : way && way.account === null
              ? { text: t("window.gone") }
              : way && !way.open
                ? { text: t("window.closed", { channel: channelWord(way.channel) }), action: { word: t("window.template"), act: () => setDialog("template") } }
                : null;

  return (
    <>
      <main className="conv" id="conversation" tabIndex={-1} aria-label={t("conv.label", { name })} data-region>
        <header className="chead">
          <button type="button" className="ib back" aria-label={t("conv.back")} onClick={backToList}>
            <Icon name="left" />
          </button>
          <div className="who">
            <h1 ref={title} tabIndex={-1} title={name}>
              <bdi>{name}</bdi>
            </h1>
            <p>
              <span>
                <bdi>#{conv.number}</bdi>
              </span>
              {conv.department?.name && <span>{conv.department.name}</span>}
              <span className={`r ${isMine ? "" : "other"}`}>{isOverseer && !isMine && !isClosed && conv.agent ? `${t("conv.watching")} · ${speaks}` : speaks}</span>
            </p>
          </div>
          {conv.status === "waiting" && (
            <button type="button" className="btn pri take" aria-label={t("conv.take")} disabled={!canAct} onClick={() => void take()}>
              <Icon name="user" size={16} />
              <span>{t("conv.take")}</span>
            </button>
          )}
          {mayAct && !isClosed && conv.status === "active" && (
            <button type="button" className="btn" disabled={!canAct} aria-label={t("conv.transfer")} onClick={() => setDialog("transfer")}>
              <Icon name="swap" size={16} />
              <span>{t("conv.transfer")}</span>
            </button>
          )}
          {mayAct && !isClosed && (
            <button type="button" className="btn" disabled={!canAct} aria-label={t("conv.close")} onClick={() => setDialog("close")}>
              <Icon name="done" size={16} />
              <span>{t("conv.close")}</span>
            </button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <button type="button" className="ib" aria-label={t("conv.more")}>
                <Icon name="more" />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {!isClosed && isOverseer && (
                <Menu.Item leftSection={<Icon name="user" size={14} />} disabled={!canAct} onClick={() => setDialog("assign")}>
                  {t("conv.assign")}
                </Menu.Item>
              )}
              {!isClosed && mayAct && (
                <Menu.Item leftSection={<Icon name={isPaused ? "play" : "pause"} size={14} />} disabled={!canAct} onClick={() => void setBot(isPaused ? "resume" : "pause")}>
                  {t(isPaused ? "bot.resume" : "bot.pause")}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<Icon name="dl" size={14} />} onClick={() => void download(`chat/conversations/${conv.id}/transcript`, { format: "html" }, `${conv.number}.html`).catch(complain)}>
                {t("conv.transcript")}
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="file" size={14} />} onClick={() => void navigator.clipboard.writeText(location.origin + href(`c/${conv.id}`)).then(() => say(t("conv.linkcopied")))}>
                {t("conv.copylink")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <button type="button" className={`ib panel-toggle${isPanelOpen ? " active" : ""}`} aria-label={t("conv.panel.toggle")} aria-expanded={isPanelOpen} onClick={() => setPanelOpen(!isPanelOpen)}>
            <Icon name="user" />
          </button>
        </header>
        <Banner />
        <Log conv={conv} log={detail?.log ?? NONE} isCarried={Boolean(way)} mayRead={isMine} me={me} />
        {isMine && way?.open && way.window_until && <WindowLine channel={channelWord(way.channel)} until={Date.parse(way.window_until)} />}
        <Composer conv={conv} barrier={barrier} />
      </main>
      {isPanelOpen && <Panel conv={conv} detail={detail} isHere={live.typists.some((one) => one.who === "customer")} close={() => setPanelOpen(false)} />}
      {dialog === "transfer" && <TransferDialog conv={conv} close={() => setDialog(null)} act={act} />}
      {dialog === "close" && <CloseDialog conv={conv} cancel={() => setDialog(null)} close={close} />}
      {dialog === "template" && way && <TemplateDialog live={live} channel={channelWord(way.channel)} close={() => setDialog(null)} />}
      {dialog === "assign" && <AssignDialog conv={conv} close={() => setDialog(null)} />}
    </>
  );
}

const NONE: never[] = [];
