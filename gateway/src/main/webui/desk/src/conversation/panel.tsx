import { Popover } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/http";
import type { Detail, EarlierConversation, Page, Tag, VisitorDetail } from "../api/types";
import { useT, type Key } from "../i18n";
import { dateShort, dateTime } from "../i18n/format";
import { conversations, nameOf } from "../inbox/conversations";
import type { Conv } from "../inbox/order";
import { Avatar } from "../parts/avatar";
import { channelWord } from "../parts/channel";
import { Icon } from "../parts/icon";
import { useTags } from "../settings/company-data";
import { follow, href } from "../shell/route";
import { complain, say } from "../shell/toast";

/** More than these are counted until they are asked for. */
const FIRST_TAGS = 8;

const KINDS: Record<string, Key> = {
  browser_uuid: "panel.browser",
  oss_user_id: "panel.account",
  email: "panel.email",
  phone: "panel.phone",
  company_user_id: "panel.companyuser",
};

interface Line {
  word: Key;
  value: string;
  isVerified?: boolean;
}

function lines(conv: Conv, detail: Detail | undefined, visitor: VisitorDetail | undefined): Line[] {
  const all: Line[] = [];
  // one number is written with and without its plus
  const bare = (word: Key, value: string) => (word === "panel.phone" ? value.replace(/\D/gu, "") : value);
  const put = (word: Key, value: string | null | undefined, isVerified = false) => {
    if (value && !all.some((one) => one.word === word && bare(word, one.value) === bare(word, value))) all.push({ word, value, isVerified });
  };
  put("panel.account", detail?.visitor.oss_user_id, true);
  put("panel.company", detail?.contact?.company_name ?? detail?.visitor.company_name);
  put("panel.position", detail?.contact?.position);
  put("panel.phone", detail?.contact?.phone ?? conv.visitor.phone);
  put("panel.email", detail?.contact?.email ?? conv.visitor.email);
  for (const identity of visitor?.identities ?? []) put(KINDS[identity.kind] ?? "panel.identity", identity.value, identity.kind === "company_user_id" || identity.kind === "oss_user_id");
  put("panel.browser", detail?.visitor.browser_uuid);
  put("panel.ip", detail?.ip_address);
  return all;
}

export function Panel({ conv, detail, isHere, close }: { conv: Conv; detail: Detail | undefined; isHere: boolean; close: () => void }) {
  const t = useT();
  const visitorId = conv.visitor.id;
  const visitor = useQuery({ queryKey: ["visitor", visitorId], queryFn: () => api<VisitorDetail>(`chat/visitors/${visitorId}`), staleTime: 60_000, retry: 1 });
  const earlier = useQuery({
    queryKey: ["earlier", visitorId],
    queryFn: () => api<Page<EarlierConversation>>(`chat/visitors/${visitorId}/conversations`, { query: { limit: 20 } }),
    staleTime: 60_000,
    retry: 1,
  });
  const name = nameOf(conv);
  const others = (earlier.data?.items ?? []).filter((one) => one.id !== conv.id);

  return (
    <>
      <button type="button" className="panel-shade" tabIndex={-1} aria-hidden="true" onClick={close} />
      <aside className="panel" aria-label={t("conv.panel")} data-region>
        <section className="ph">
          <Avatar name={name} channel={conv.channel} size="xl" />
          <div className="tx">
            <h2 title={name}>
              <bdi>{name}</bdi>
            </h2>
            <p>
              <span className={`st ${isHere ? "ok" : "no"}`} />
              {t(`conv.${conv.status}`)}
            </p>
          </div>
          <button type="button" className="ib panel-close" aria-label={t("form.close")} onClick={close}>
            <Icon name="x" />
          </button>
        </section>
        <section>
          <h3>{t("panel.context")}</h3>
          <dl>
            <dt>{t("panel.topic")}</dt>
            <dd dir="auto">{conv.topic}</dd>
            <dt>{t("panel.channel")}</dt>
            <dd>{channelWord(conv.channel)}</dd>
            <dt>{t("panel.started")}</dt>
            <dd>
              <bdi>{dateTime(conv.startedAt)}</bdi>
            </dd>
          </dl>
        </section>
        <section>
          <h3>{t("panel.identity")}</h3>
          <dl>
            {lines(conv, detail, visitor.data).map((one) => (
              <Copied key={`${one.word} ${one.value}`} line={one} />
            ))}
          </dl>
        </section>
        <Tags conv={conv} detail={detail} />
        <section>
          <h3>
            {t("panel.earlier")}
            {others.length > 0 && <span>{t("panel.earlier.count", { n: others.length })}</span>}
          </h3>
          {earlier.data && others.length === 0 && <p className="sub">{t("panel.earlier.none")}</p>}
          {others.map((one) => (
            <a key={one.id} className="hs" href={href(`history/${one.id}`)} onClick={follow}>
              <span>
                <strong dir="auto">{one.topic}</strong>
                <small>{[dateShort(one.started_at), one.department?.name, one.agent?.name].filter(Boolean).join(" · ")}</small>
              </span>
              <em className={one.status === "closed" ? "g" : ""}>{t(`conv.${one.status}`)}</em>
            </a>
          ))}
        </section>
      </aside>
    </>
  );
}

function Copied({ line }: { line: Line }) {
  const t = useT();
  const word = t(line.word);
  return (
    <>
      <dt>{word}</dt>
      <dd>
        <bdi>{line.value}</bdi>
        {line.isVerified && (
          <span className="vf" title={t("conv.verified")}>
            <Icon name="shield" size={14} />
            <span className="vh">{t("conv.verified")}</span>
          </span>
        )}
        <button type="button" className="copy" aria-label={t("panel.copy", { what: word })} onClick={() => void navigator.clipboard.writeText(line.value).then(() => say(t("panel.copied")))}>
          <Icon name="file" size={12} />
        </button>
      </dd>
    </>
  );
}

function Tags({ conv, detail }: { conv: Conv; detail: Detail | undefined }) {
  const t = useT();
  const queries = useQueryClient();
  const company = useTags();
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const all = detail?.tags ?? conv.tags.map((name) => ({ name }) as Tag);
  const [areAllShown, showAll] = useState(false);
  const on = areAllShown || all.length <= FIRST_TAGS + 1 ? all : all.slice(0, FIRST_TAGS);
  const wanted = text.trim().toLowerCase();
  const offered = company.filter((tag) => !all.some((one) => one.name === tag.name) && tag.name.toLowerCase().includes(wanted)).slice(0, 8);
  const canMake = wanted !== "" && !company.some((tag) => tag.name.toLowerCase() === wanted);

  async function change(what: () => Promise<unknown>) {
    try {
      await what();
      setText("");
      await queries.invalidateQueries({ queryKey: ["detail", conv.id] });
      void queries.invalidateQueries({ queryKey: ["tags"] });
      conversations.ask(conv.id);
    } catch (failure) {
      complain(failure);
    }
  }
  const add = (body: { tag_id: string } | { name: string }) => change(() => api(`chat/conversations/${conv.id}/tags`, { method: "POST", body }));

  return (
    <section>
      <h3>{t("panel.tags")}</h3>
      <div className="tags">
        {on.map((tag) => (
          <span key={tag.name}>
            <i className="swatch" style={{ background: tag.color }} />
            <span className="name" title={tag.name}>
              {tag.name}
            </span>
            {tag.id && (
              <button type="button" aria-label={t("panel.tag.remove", { name: tag.name })} onClick={() => void change(() => api(`chat/conversations/${conv.id}/tags/${tag.id}`, { method: "DELETE" }))}>
                <Icon name="x" size={12} />
              </button>
            )}
          </span>
        ))}
        {on.length < all.length && (
          <button type="button" aria-label={t("panel.tag.rest", { n: all.length - on.length })} onClick={() => showAll(true)}>
            {t("panel.tag.more", { n: all.length - on.length })}
          </button>
        )}
        <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={240} trapFocus>
          <Popover.Target>
            <button type="button" className="add" onClick={() => setOpen(!isOpen)}>
              <Icon name="plus" size={14} />
              {t("panel.tag.add")}
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <input
              className="plain-input"
              aria-label={t("panel.tag.find")}
              placeholder={t("panel.tag.find")}
              value={text}
              maxLength={50}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                const first = offered[0];
                if (first && (wanted === "" || first.name.toLowerCase().startsWith(wanted))) void add({ tag_id: first.id });
                else if (canMake) void add({ name: text.trim() });
              }}
              data-autofocus
            />
            <ul className="options">
              {offered.map((tag) => (
                <li key={tag.id}>
                  <button type="button" onClick={() => void add({ tag_id: tag.id })}>
                    <i className="swatch" style={{ background: tag.color }} /> {tag.name}
                  </button>
                </li>
              ))}
              {canMake && (
                <li>
                  <button type="button" onClick={() => void add({ name: text.trim() })}>
                    <Icon name="plus" size={12} /> {t("panel.tag.make", { name: text.trim() })}
                  </button>
                </li>
              )}
            </ul>
          </Popover.Dropdown>
        </Popover>
      </div>
    </section>
  );
}
