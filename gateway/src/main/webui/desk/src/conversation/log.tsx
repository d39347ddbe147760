import { Modal } from "@mantine/core";
import type { Conversation, Delivery, Message } from "@sapa/client";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { FileOn, LogLine } from "../api/types";
import { useT } from "../i18n";
import { conversations, nameOf } from "../inbox/conversations";
import type { Conv } from "../inbox/order";
import { line } from "../live/line";
import { channelWord } from "../parts/channel";
import { Icon } from "../parts/icon";
import { useAgents, useDepartments } from "../settings/company-data";
import { useCommand } from "../shell/keys";
import { currentPlace, go } from "../shell/route";
import { Bubble, DayLine, DeedLine, NoteBlock, PendingBubble, type Tick } from "./bubble";
import { entriesOf } from "./entries";
import { fateOf } from "./fate";
import { useNotes } from "./notes";
import { useFates } from "./way";

const BOTTOM_PX = 48;
const HISTORY_PX = 600;
const READ_MS = 1000;
const PAGE = 50;

export function useLive(id: string): Conversation {
  const live = line().conversation(id);
  useSyncExternalStore(
    useCallback((listener) => live.subscribe(listener), [live]),
    () => live.revision,
  );
  return live;
}

interface Anchor {
  key: string;
  top: number;
}

/** Keeps what is being read where it is, whatever comes above, below or grows in between. */
function useSteady(content: unknown) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const anchor = useRef<Anchor | null>(null);

  const remember = useCallback(() => {
    const scroller = box.current;
    if (!scroller) return;
    isAtEnd.current = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < BOTTOM_PX;
    const edge = scroller.getBoundingClientRect().top;
    for (const child of inner.current?.children ?? []) {
      const key = (child as HTMLElement).dataset.key;
      const rect = child.getBoundingClientRect();
      if (key && rect.bottom > edge) {
        anchor.current = { key, top: rect.top - edge };
        return;
      }
    }
  }, []);

  const restore = useCallback(() => {
    const scroller = box.current;
    if (!scroller) return;
    if (isAtEnd.current) {
      scroller.scrollTop = scroller.scrollHeight;
      return;
    }
    const held = anchor.current;
    const child = held && inner.current?.querySelector(`[data-key="${CSS.escape(held.key)}"]`);
    if (!held || !child) return;
    const moved = child.getBoundingClientRect().top - scroller.getBoundingClientRect().top - held.top;
    if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
  }, []);

  useLayoutEffect(restore, [content, restore]);
  useEffect(() => {
    const watch = new ResizeObserver(restore);
    if (inner.current) watch.observe(inner.current);
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, [restore]);

  const toEnd = useCallback(() => {
    isAtEnd.current = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  return { box, inner, isAtEnd, remember, toEnd };
}

export function Log({ conv, log, isCarried, mayRead, me }: { conv: Conv; log: readonly LogLine[]; isCarried: boolean; mayRead: boolean; me: string }) {
  const t = useT();
  const live = useLive(conv.id);
  const fates = useFates(conv, live, isCarried);
  const notes = useNotes(conv.id).data ?? [];
  const agents = useAgents();
  const departments = useDepartments();
  const [picture, setPicture] = useState<FileOn | null>(null);
  const [isLoading, setLoading] = useState(false);
  const [isAway, setAway] = useState(false);
  const [seenSeq, setSeenSeq] = useState(0);
  const opened = useRef({ unread: conv.unread, from: null as number | null, isSet: false });
  const visitor = nameOf(conv);
  const channel = channelWord(conv.channel);
  const isFromStart = live.firstSeq === 1 || (live.firstSeq === 0 && conv.lastSeq === 0);

  if (!opened.current.isSet && live.messages.length > 0) {
    const unread = live.messages.filter((message) => message.senderType === "customer").slice(-opened.current.unread);
    opened.current = { unread: opened.current.unread, from: opened.current.unread > 0 ? (unread[0]?.seq ?? null) : null, isSet: true };
  }

  const entries = useMemo(
    () => entriesOf({ messages: live.messages, pending: live.pending, notes, log, unreadFrom: opened.current.from, isFromStart }),
    // the revision stands for messages and what is pending
    [live, live.revision, notes, log, isFromStart],
  );
  const { box, inner, isAtEnd, remember, toEnd } = useSteady(entries);

  const horizon = Math.max(live.reads.customer, conv.visitorReadSeq);
  /** Of a carried message the provider knows; of the others the visitor's page. */
  const tickOf = (message: Message, fate: Delivery | null): Tick => {
    if (message.senderType !== "agent" && !fate) return null;
    if (fate?.state === "failed") return "failed";
    if (message.seq <= horizon) return "read";
    if (fate && fate.state !== "received") return fate.state;
    return message.seq <= live.received.customer ? "delivered" : "sent";
  };

  const older = useCallback(async () => {
    if (isLoading || isFromStart || live.firstSeq === 0) return;
    setLoading(true);
    try {
      await live.loadOlder(PAGE);
    } catch {
      // the next scroll asks again
    } finally {
      setLoading(false);
    }
  }, [isLoading, isFromStart, live]);

  // what was sent by the person goes to the end
  const lastPending = live.pending.at(-1)?.clientMsgId;
  useEffect(() => {
    if (lastPending) toEnd();
  }, [lastPending, toEnd]);

  // read is what was in sight for a second, in a tab that is looked at
  const lastSeq = live.lastSeq;
  useEffect(() => {
    if (!mayRead || lastSeq === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden || isAway) return;
      timer = setTimeout(() => {
        live.read(lastSeq);
        conversations.read(conv.id, lastSeq);
      }, READ_MS);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [mayRead, lastSeq, isAway, live, conv.id]);

  function onScroll() {
    remember();
    const scroller = box.current;
    if (!scroller) return;
    setAway(!isAtEnd.current);
    if (isAtEnd.current) setSeenSeq(live.lastSeq);
    if (scroller.scrollTop < HISTORY_PX) void older();
  }
  useEffect(() => {
    if (isAtEnd.current) setSeenSeq(lastSeq);
  }, [lastSeq, isAtEnd]);

  // a hit of the search opens where it stands
  useEffect(() => {
    const wanted = Number(currentPlace().query.get("seq"));
    if (!wanted || live.firstSeq === 0) return;
    let isLeft = false;
    void (async () => {
      for (let tries = 0; tries < 60 && live.firstSeq > wanted && !isLeft; tries++) {
        if (!(await live.loadOlder(200))) break;
      }
      if (isLeft) return;
      requestAnimationFrame(() => {
        isAtEnd.current = false;
        const hit = inner.current?.querySelector(`[data-seq="${wanted}"]`);
        hit?.scrollIntoView({ block: "center" });
        hit?.classList.add("found-hit");
        remember();
        setAway(true);
        const query = new URLSearchParams(currentPlace().query);
        query.delete("seq");
        go(location.pathname + (query.toString() ? `?${query}` : ""), { replace: true });
      });
    })();
    return () => {
      isLeft = true;
    };
  }, [live, live.firstSeq === 0]);

  useCommand("unread", () => {
    const unreadLine = inner.current?.querySelector('[data-key="unread"]');
    if (!unreadLine) return;
    isAtEnd.current = false;
    unreadLine.scrollIntoView({ block: "start" });
    remember();
    setAway(!isAtEnd.current);
  });
  useCommand("newest", toEnd);

  const fresh = isAway ? live.messages.filter((message) => message.seq > seenSeq && message.senderType !== "system").length : 0;
  const typist = live.typists.find((one) => one.who === "customer");
  const colleague = live.typists.find((one) => one.who === "agent" && one.userId !== me);
  const nameFor = (id: string) => agents.find((one) => one.id === id)?.name ?? departments.find((one) => one.id === id)?.name ?? null;

  return (
    <div className="logbox">
      <div className="log" ref={box} role="log" aria-label={t("msg.log")} aria-live="polite" aria-relevant="additions" tabIndex={0} onScroll={onScroll}>
        <div className="loginner" ref={inner}>
          {isLoading && <div className="sys">{t("msg.earlier")}</div>}
          {isFromStart && live.messages.length > 0 && <div className="sys">{t("msg.start")}</div>}
          {isFromStart && entries.length === 0 && <p className="empty">{t("empty.log")}</p>}
          {live.firstSeq === 0 && conv.lastSeq > 0 && <Bones />}
          {entries.map((entry) => {
            switch (entry.kind) {
              case "day":
                return <DayLine key={entry.key} at={entry.at} />;
              case "unread":
                return (
                  <div className="unread" key={entry.key} data-key="unread">
                    <span>{t("msg.new", { n: entry.count })}</span>
                  </div>
                );
              case "note":
                return <NoteBlock key={entry.key} note={entry.note} me={me} />;
              case "deed":
                return <DeedLine key={entry.key} line={entry.line} nameFor={nameFor} />;
              case "pending":
                return (
                  <PendingBubble
                    key={entry.key}
                    pending={entry.pending}
                    retry={() => live.retry(entry.pending.clientMsgId)}
                    discard={() => live.discard(entry.pending.clientMsgId)}
                  />
                );
              case "message": {
                const fate = isCarried ? fateOf(entry.message, fates) : null;
                return (
                  <Bubble
                    key={entry.key}
                    message={entry.message}
                    isFirst={entry.isFirst}
                    isLast={entry.isLast}
                    tick={tickOf(entry.message, fate)}
                    fate={fate}
                    channel={channel}
                    name={entry.message.senderType === "customer" ? visitor : (entry.message.senderName ?? t("role.agent"))}
                    enlarge={setPicture}
                  />
                );
              }
            }
          })}
          {live.catchingUp && live.firstSeq > 0 && <div className="sys gap">{t("net.gap")}</div>}
        </div>
      </div>
      <div className="typing" aria-hidden={!typist}>
        {typist && (
          <>
            <i />
            <i />
            <i />
            <span>{t("msg.typing", { name: visitor })}</span>
          </>
        )}
        {colleague && !typist && <span className="colleague">{t("conv.othertyping", { name: nameFor(colleague.userId) ?? t("role.agent") })}</span>}
      </div>
      {isAway && (
        <button type="button" className="to-end" onClick={toEnd}>
          {fresh > 0 ? t("msg.new", { n: fresh }) : t("msg.latest")} <Icon name="down" size={14} />
        </button>
      )}
      <Modal opened={picture !== null} onClose={() => setPicture(null)} title={picture?.name} size="auto">
        {picture && <img className="enlarged" src={picture.url} alt={t("file.image", { file: picture.name ?? "" })} />}
        {picture?.url && (
          <a className="btn" href={picture.url} download={picture.name}>
            <Icon name="dl" /> {t("file.download", { file: picture.name ?? "" })}
          </a>
        )}
      </Modal>
    </div>
  );
}

function Bones() {
  return (
    <div className="bones" aria-busy="true">
      {[60, 42, 70, 35, 52].map((width, at) => (
        <i key={at} className={at % 2 === 0 ? "in" : "out"} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
