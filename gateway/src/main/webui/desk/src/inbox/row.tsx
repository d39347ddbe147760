import { memo, useCallback } from "react";
import { useDraft } from "../conversation/drafts";
import { complaintIn } from "../conversation/fate";
import { spoken, when } from "../i18n/format";
import { useT } from "../i18n";
import { serverNow } from "../live/ticker";
import { Avatar } from "../parts/avatar";
import { channelWord } from "../parts/channel";
import { Icon } from "../parts/icon";
import { TARGET, WaitMeter } from "../parts/meter";
import { follow, href } from "../shell/route";
import { nameOf, useConversation } from "./conversations";
import type { Conv } from "./order";

function lastLine(conv: Conv, draft: string, me: string, t: ReturnType<typeof useT>): { prefix?: string; text: string } {
  if (draft) return { prefix: t("draft.prefix"), text: draft };
  if (!conv.last) return { text: conv.topic };
  if (conv.last.author === "system" && complaintIn(conv.last.text) !== null) return { text: t("sys.undelivered") };
  const text = conv.last.text || (conv.last.type === "text" ? "" : t("list.file"));
  if (conv.last.author === "agent") {
    const other = conv.agent && conv.agent.id !== me ? conv.agent.name?.split(" ")[0] : null;
    return { text: `${other ? `${other}:` : t("list.you")} ${text}` };
  }
  if (conv.last.author === "bot") return { text: `${t("list.bot")} ${text}` };
  return { text };
}

/** One conversation in the list; drawn again only when that conversation changed. */
export const Row = memo(function Row({ id, isSelected, query, me }: { id: string; isSelected: boolean; query: string; me: string }) {
  const t = useT();
  const conv = useConversation(id);
  const draft = useDraft(id);
  const words = useCallback(
    (time: string) => t(conv?.status === "waiting" ? "conv.queue" : "conv.meter", { t: time }),
    [t, conv?.status],
  );
  if (!conv) return null;
  const name = nameOf(conv);
  const line = lastLine(conv, draft, me, t);
  const isClosed = conv.status === "closed";
  const unread = isClosed || isSelected ? 0 : conv.unread;
  const isOthers = conv.agent !== null && conv.agent.id !== me;
  const status = t(`conv.${conv.status}`);
  const wait = conv.awaitingSince === null ? null : t("conv.meter", { t: spoken(serverNow() - conv.awaitingSince) });
  const label = [name, channelWord(conv.channel), conv.unread > 0 && !isClosed ? t("nav.unread", { n: conv.unread }) : null, wait ?? status].filter(Boolean).join(", ");
  return (
    <a
      className={`row${isSelected ? " sel" : ""}${unread > 0 ? " un" : ""}${isClosed ? " done" : ""}`}
      href={href(`c/${id}`) + query}
      onClick={follow}
      aria-current={isSelected ? "true" : undefined}
      data-row={id}
      title={name}
    >
      <Avatar name={name} channel={conv.channel} {...(conv.responder === "bot" && !isClosed ? { glyph: "bot" as const } : isOthers && !isClosed ? { glyph: "eye" as const } : {})} />
      <span className="vh">{label}</span>
      <span className="tx" aria-hidden="true">
        <span className="l1">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <time>{when(conv.last?.at ?? conv.startedAt)}</time>
        </span>
        <span className="l2">
          <span className="sn" dir="auto">
            {line.prefix && <em>{line.prefix} </em>}
            {line.text}
          </span>
          {unread > 0 && <b className="n">{unread > 99 ? "99+" : unread}</b>}
          {isClosed && conv.rating !== null && (
            <span className="rate">
              <Icon name="star" size={14} />
              {conv.rating}
            </span>
          )}
        </span>
        {conv.awaitingSince !== null ? (
          <WaitMeter since={conv.awaitingSince} target={conv.status === "waiting" ? TARGET.waiting : TARGET.reply} words={words} />
        ) : (
          <span className="l3 plain">
            {conv.responder === "bot" && !isClosed ? t("conv.bot") : conv.responder === "none" && !isClosed ? t("conv.paused") : isClosed ? status : conv.agent && isOthers ? t("conv.other", { name: conv.agent.name ?? "" }) : (conv.department?.name ?? conv.topic)}
          </span>
        )}
      </span>
    </a>
  );
});
