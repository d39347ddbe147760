import { Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/http";
import type { Detail } from "../api/types";
import { useT } from "../i18n";
import { isOnline, useConnection } from "../live/line";
import { Icon } from "../parts/icon";
import { currentPlace, go, href, usePlace } from "../shell/route";
import { complain, say } from "../shell/toast";
import { conversations } from "./conversations";
import { forgetHandover, useHandovers, type Handover } from "./handovers";
import { REASONS } from "./offer-card";
import { fromView } from "./order";

/** What a colleague gave to this person: told with the note, until it is looked at or given back. */
export function Handovers() {
  const handovers = useHandovers();
  const path = usePlace().path;
  const [first] = handovers;
  useEffect(() => {
    for (const one of handovers) if (path === `c/${one.conversationId}`) forgetHandover(one.conversationId);
  }, [handovers, path]);
  return first ? <HandoverCard key={first.conversationId} handover={first} behind={handovers.length - 1} /> : null;
}

function HandoverCard({ handover, behind }: { handover: Handover; behind: number }) {
  const t = useT();
  const queries = useQueryClient();
  const isOn = isOnline(useConnection());
  const [busy, setBusy] = useState(false);
  const { conversationId, name, from, isTransfer, note, department } = handover;
  // what was passed on by its agent goes back there, what a supervisor gave goes to the queue
  const back = isTransfer ? { to: { agent_id: from.id }, name: from.name ?? "" } : department ? { to: { department_id: department.id }, name: department.name ?? "" } : null;

  async function giveBack(reason: string) {
    if (!back || busy) return;
    setBusy(true);
    try {
      const answer = await api<{ conversation: Detail }>(`routing/conversations/${conversationId}/transfers`, { method: "POST", body: { ...back.to, note: reason } });
      conversations.take([fromView(answer.conversation, conversations.get(conversationId))]);
      forgetHandover(conversationId);
      void queries.invalidateQueries({ queryKey: ["agent", "me"] });
      say(t("handed.returned", { name: back.name }));
    } catch (failure) {
      complain(failure);
    } finally {
      setBusy(false);
    }
  }

  function open() {
    forgetHandover(conversationId);
    go(href(`c/${conversationId}`) + (currentPlace().path.startsWith("c/") ? location.search : ""));
  }

  return (
    <section className="offer handover" aria-label={t("handed.label", { name })} data-region>
      <div className="row1">
        <span className="eyebrow">{t(isTransfer ? "handed.transferred" : "handed.assigned", { name: from.name ?? "" })}</span>
        {behind > 0 && <span className="eyebrow">+{behind}</span>}
      </div>
      <h3 title={name}>{name}</h3>
      {note && (
        <p className="handed-note" dir="auto">
          <Icon name="note" size={14} /> <span>{note}</span>
        </p>
      )}
      <div className="btns">
        <button type="button" className="btn pri" onClick={open}>
          {t("handed.open")}
        </button>
        {back && (
          <Menu position="bottom-end">
            <Menu.Target>
              <button type="button" className="btn" aria-disabled={!isOn || busy}>
                {t("handed.back")}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t(isTransfer ? "handed.back.agent" : "handed.back.queue", { name: back.name })}</Menu.Label>
              {REASONS.map((reason) => (
                <Menu.Item key={reason} disabled={!isOn} onClick={() => void giveBack(t(reason))}>
                  {t(reason)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <span className="vh" role="alert">
        {t("handed.announce", { name, from: from.name ?? "" })}
      </span>
    </section>
  );
}
