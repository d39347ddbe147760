import type { Delivery, Message, Pending } from "@sapa/client";
import { memo, useEffect, useState } from "react";
import type { FileOn, LogLine, Note } from "../api/types";
import { useT, type Key } from "../i18n";
import { clock, day, dateTime, size } from "../i18n/format";
import { Icon } from "../parts/icon";
import { say } from "../shell/toast";
import { complaintIn, reasonOf } from "./fate";
import { pieces } from "./mentions";

const IMAGE = /^image\/(png|jpeg|gif|webp|avif)$/u;

export function isImage(file: FileOn): boolean {
  return IMAGE.test(file.content_type ?? file.type ?? "") || /\.(png|jpe?g|gif|webp|avif)$/iu.test(file.name ?? "");
}

/** Web addresses in a text, as links that tell the other side nothing about us. */
function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/gu);
  return (
    <>
      {parts.map((part, at) =>
        at % 2 === 1 ? (
          <a key={at} href={part} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}

function Attachment({ file, enlarge }: { file: FileOn; enlarge: (file: FileOn) => void }) {
  const t = useT();
  const name = file.name ?? "?";
  if (file.type === "template") {
    return (
      <span className="att tpl">
        <Icon name="note" size={16} />
        <small>
          <bdi>{t("template.sent", { name })}</bdi>
        </small>
      </span>
    );
  }
  const url = file.url ?? "";
  const isOwn = url.startsWith("/") || url.startsWith(location.origin);
  if (isImage(file) && isOwn) {
    return (
      <button type="button" className="picture" onClick={() => enlarge(file)} aria-label={t("file.open", { file: name })}>
        <img src={url} alt={t("file.image", { file: name })} loading="lazy" width={260} height={180} />
      </button>
    );
  }
  return (
    <span className="att">
      <Icon name="file" size={22} />
      <span>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {file.size !== undefined && <small>{size(file.size)}</small>}
      </span>
      {url && (
        <a className="ib" href={url} download={name} rel="noopener" aria-label={t("file.download", { file: name })}>
          <Icon name="dl" />
        </a>
      )}
    </span>
  );
}

export type Tick = "queued" | "sent" | "delivered" | "read" | "failed" | null;

/** The word for what became of a message; with the reason where there is one. */
function useFate(tick: Tick, fate: Delivery | null, channel: string): string {
  const t = useT();
  if (!tick) return "";
  const state = tick === "queued" ? t("delivery.queued", { channel }) : tick === "failed" ? t("delivery.failed") : t(`msg.${tick}`);
  if (!fate?.reason || (tick !== "queued" && tick !== "failed")) return state;
  const { word, detail } = reasonOf(fate.reason);
  const reason = [word && t(word), detail && (word ? `(${detail})` : detail)].filter(Boolean).join(" ");
  return t("delivery.because", { state, reason });
}

function Ticks({ tick, word }: { tick: Tick; word: string }) {
  if (!tick) return null;
  if (tick === "failed") {
    return (
      <span className="undelivered">
        <Icon name="warn" size={14} /> {word}
      </span>
    );
  }
  return (
    <span className={tick === "read" ? "rd" : "tk"} title={word}>
      <Icon name={tick === "queued" ? "clock" : tick === "sent" ? "check" : "checks"} size={tick === "queued" ? 14 : 16} />
      <span className="vh">{word}</span>
    </span>
  );
}

interface BubbleProps {
  message: Message;
  isFirst: boolean;
  isLast: boolean;
  tick: Tick;
  /** how it fares with the provider that carries the conversation */
  fate: Delivery | null;
  channel: string;
  name: string;
  enlarge: (file: FileOn) => void;
}

export const Bubble = memo(function Bubble({ message, isFirst, isLast, tick, fate, channel, name, enlarge }: BubbleProps) {
  const t = useT();
  const word = useFate(tick, fate, channel);
  if (message.senderType === "system") {
    const complaint = complaintIn(message.text);
    return (
      <div className="sys" data-key={`m-${message.seq}`}>
        <span dir="auto">{complaint === null ? message.text : t("sys.undelivered")}</span>
      </div>
    );
  }
  const side = message.senderType === "agent" ? "out" : message.senderType === "bot" ? "bt" : "in";
  return (
    <article
      className={`m ${side}${isFirst ? " first" : ""}${isLast ? " last" : ""}`}
      data-key={`m-${message.seq}`}
      data-seq={message.seq}
      aria-label={`${name}, ${clock(message.at)}`}
    >
      {message.text && (
        <div className="b" dir="auto">
          <Linked text={message.text} />
        </div>
      )}
      {message.attachments.map((file, at) => (
        <div className={`b${isImage(file as FileOn) ? " pic" : ""}`} key={at}>
          <Attachment file={file as FileOn} enlarge={enlarge} />
        </div>
      ))}
      {(isLast || tick === "failed") && (
        <div className={`mt${tick === "failed" ? " bad" : ""}`}>
          {side === "bt" && <Icon name="bot" size={14} />}
          <span title={dateTime(message.at)}>
            {side === "out" ? clock(message.at) : `${side === "bt" ? t("bot.name") : name} · ${clock(message.at)}`}
          </span>
          {side !== "in" && <Ticks tick={tick} word={word} />}
        </div>
      )}
    </article>
  );
});

/** Refusals that say what to do. */
const REFUSED: Record<string, Key> = {
  "channel-window-closed": "msg.code.channel-window-closed",
  "channel-account-gone": "msg.code.channel-account-gone",
  "channel-template-invalid": "msg.code.channel-template-invalid",
};

/** A message of ours that is not committed; it looks so after a moment, not at once. */
export function PendingBubble({ pending, retry, discard }: { pending: Pending; retry: () => void; discard: () => void }) {
  const t = useT();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const left = 300 - (Date.now() - pending.createdAt);
    if (left <= 0) {
      setLate(true);
      return;
    }
    const timer = setTimeout(() => setLate(true), left);
    return () => clearTimeout(timer);
  }, [pending.createdAt]);
  const isFailed = pending.state === "failed";
  return (
    <article className={`m out first last ${isFailed ? "fail bad" : isLate ? "fail" : ""}`} data-key={`p-${pending.clientMsgId}`}>
      {pending.text && (
        <div className="b" dir="auto">
          {pending.text}
        </div>
      )}
      {pending.attachments?.map((file, at) => (
        <div className="b" key={at}>
          <span className="att">
            <Icon name="file" size={22} />
            <strong>{file.name}</strong>
          </span>
        </div>
      ))}
      {isFailed ? (
        <div className="mt bad" role="alert">
          <Icon name="warn" size={14} /> {t("msg.failed")}
          {pending.error && <span className="reason"> · {REFUSED[pending.error.code] ? t(REFUSED[pending.error.code] as Key) : pending.error.error}</span>}
          <button type="button" onClick={retry}>
            {t("msg.retry")}
          </button>
          <button
            type="button"
            onClick={() => {
              void navigator.clipboard.writeText(pending.text).then(() => say(t("panel.copied")));
            }}
          >
            {t("msg.copy")}
          </button>
          <button type="button" onClick={discard}>
            {t("msg.delete")}
          </button>
        </div>
      ) : (
        <div className="mt">
          {isLate ? (
            <>
              <Icon name="clock" size={14} /> {t("msg.queued")}
            </>
          ) : (
            clock(pending.createdAt)
          )}
        </div>
      )}
    </article>
  );
}

export const NoteBlock = memo(function NoteBlock({ note, me }: { note: Note; me: string }) {
  const t = useT();
  return (
    <article className="m note" data-key={`note-${note.id}`} aria-label={`${t("note.label")}, ${note.author.name ?? ""}, ${clock(note.posted_at)}`}>
      <div className="b" dir="auto">
        <span className="nl">
          <Icon name="note" size={14} /> {t("note.label")}
        </span>
        {pieces(note.text, note.mentions.map(({ id, name }) => ({ id, name: name ?? "" }))).map((piece, at) =>
          piece.id ? (
            <mark key={at} className={`mention${piece.id === me ? " me" : ""}`}>
              {piece.text}
            </mark>
          ) : (
            <Linked key={at} text={piece.text} />
          ),
        )}
      </div>
      <div className="mt">
        {note.author.name} · {clock(note.posted_at)}
      </div>
    </article>
  );
});

export function DayLine({ at }: { at: number }) {
  return (
    <div className="day" data-key={`day-${at}`}>
      <span>{day(at)}</span>
    </div>
  );
}

/** What was done with the conversation, in one quiet line. */
export function DeedLine({ line, nameFor }: { line: LogLine; nameFor: (id: string) => string | null }) {
  const t = useT();
  const detail = line.detail ?? {};
  const by = line.by?.name ?? t(line.actor === "visitor" ? "sys.visitor" : "sys.system");
  const named = (field: string) => {
    const id = detail[field];
    return typeof id === "string" ? nameFor(id) : null;
  };
  let text: string;
  switch (line.action) {
    case "assigned":
    case "auto_assigned":
    case "claimed":
      text = t("sys.assigned", { name: named("agent_id") ?? line.by?.name ?? "" });
      break;
    case "transferred": {
      const to = named("agent_id") ?? named("department_id");
      text = t("sys.transferred", { name: by, to: to ? t("sys.to", { name: to }) : "" });
      break;
    }
    case "returned":
      text = t("sys.returned");
      break;
    case "closed":
      text = line.actor === "system" ? t("sys.closed.auto") : t("sys.closed", { name: by });
      if (typeof detail.reason === "string" && detail.reason) text += t("sys.reason", { reason: detail.reason });
      break;
    case "rated":
      text = t("sys.rated", { n: String(detail.rating ?? "") });
      break;
    case "paused":
      text = t("sys.paused", { name: by });
      break;
    case "resumed":
      text = t("sys.resumed", { name: by });
      break;
    default:
      text = line.action;
  }
  const note = line.action === "transferred" && typeof detail.note === "string" ? detail.note : null;
  return (
    <div className="sys" data-key={`deed-${line.action}-${line.at}`}>
      <span>
        {text} · {clock(line.at)}
      </span>
      {note && (
        <div className="m note handed">
          <div className="b" dir="auto">
            <span className="nl">
              <Icon name="note" size={14} /> {t("note.label")}
            </span>
            {note}
          </div>
        </div>
      )}
    </div>
  );
}
