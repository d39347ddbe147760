import { Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, ApiError } from "../api/http";
import { useT, type Key } from "../i18n";
import { isOnline, useConnection } from "../live/line";
import { onBeat, serverNow } from "../live/ticker";
import { Icon } from "../parts/icon";
import { Since } from "../parts/meter";
import { useCommand } from "../shell/keys";
import { currentPlace, go, href } from "../shell/route";
import { complain, propose } from "../shell/toast";
import { draft } from "../conversation/drafts";
import { conversations } from "./conversations";
import { forgetOffer, markAccepted, useProposals, type Proposal } from "./offers";

export const REASONS: Key[] = ["offer.reason.full", "offer.reason.skill", "offer.reason.break", "offer.reason.other"];

let accepted: string | null = null;

/** The oldest offer, with how many are behind it. Never takes the focus. */
export function Offers() {
  const proposals = useProposals();
  useCommand("openAccepted", () => accepted && go(href(`c/${accepted}`)));
  const [first] = proposals;
  return first ? <OfferCard key={first.id} proposal={first} behind={proposals.length - 1} /> : null;
}

function OfferCard({ proposal, behind }: { proposal: Proposal; behind: number }) {
  const t = useT();
  const queries = useQueryClient();
  const connection = useConnection();
  const [busy, setBusy] = useState(false);
  const [isDeclining, setDeclining] = useState(false);
  const bar = useRef<HTMLElement>(null);
  const left = useRef<HTMLSpanElement>(null);
  const [announced, setAnnounced] = useState("");
  const canAnswer = isOnline(connection) && proposal.outcome === "open" && !busy;

  useEffect(() => {
    const whole = Math.max(1, proposal.expiresAt - proposal.madeAt);
    let hasWarned = false;
    const draw = (now: number) => {
      const ms = Math.max(0, proposal.expiresAt - now);
      const seconds = Math.ceil(ms / 1000);
      bar.current?.style.setProperty("--share", String(Math.min(1, ms / whole)));
      if (left.current) {
        left.current.textContent = t("time.sec", { n: seconds });
        left.current.classList.toggle("near", seconds <= 5);
      }
      if (seconds <= 5 && !hasWarned && proposal.outcome === "open") {
        hasWarned = true;
        setAnnounced(t("offer.announce", { name: proposal.name ?? "", s: seconds }));
      }
      if (ms === 0 && proposal.outcome === "open") forgetOffer(proposal.id, "expired");
    };
    draw(serverNow());
    return onBeat(draw);
  }, [proposal, t]);

  useEffect(() => {
    if (proposal.name) {
      setAnnounced(t("offer.announce", { name: proposal.name, s: Math.max(0, Math.ceil((proposal.expiresAt - serverNow()) / 1000)) }));
    }
  }, [proposal.name, proposal.expiresAt, t]);

  async function accept() {
    if (!canAnswer) return;
    setBusy(true);
    markAccepted(proposal.conversationId);
    try {
      await api(`routing/offers/${proposal.id}/accept`, { method: "POST" });
      forgetOffer(proposal.id, "accepted");
      accepted = proposal.conversationId;
      conversations.ask(proposal.conversationId);
      void queries.invalidateQueries({ queryKey: ["agent", "me"] });
      const open = /^c\/(.+)$/u.exec(currentPlace().path)?.[1];
      const isWriting = document.activeElement instanceof HTMLTextAreaElement && open !== undefined && draft(open, "reply") !== "";
      if (isWriting) propose(t("offer.accepted", { name: proposal.name ?? "" }), t("offer.open"), () => go(href(`c/${proposal.conversationId}`)));
      else go(href(`c/${proposal.conversationId}`));
    } catch (failure) {
      if (failure instanceof ApiError && (failure.status === 404 || failure.status === 409)) forgetOffer(proposal.id, "withdrawn");
      else complain(failure);
    } finally {
      setBusy(false);
    }
  }

  async function decline(reason: string) {
    try {
      await api(`routing/offers/${proposal.id}/decline`, { method: "POST", body: { reason } });
      forgetOffer(proposal.id, "declined");
    } catch (failure) {
      if (failure instanceof ApiError && (failure.status === 404 || failure.status === 409)) forgetOffer(proposal.id, "withdrawn");
      else complain(failure);
    }
  }

  useCommand("accept", () => void accept());
  useCommand("decline", () => setDeclining(true));

  if (proposal.outcome !== "open") {
    return (
      <div className="offer over" role="status">
        {t(proposal.outcome === "taken" ? "offer.taken" : "offer.missed")}
      </div>
    );
  }
  return (
    <section className={`offer${isOnline(connection) ? "" : " lost"}`} aria-label={t("offer.label", { name: proposal.name ?? "" })} data-region>
      <span className="drain" aria-hidden="true">
        <i ref={bar} />
      </span>
      <div className="row1">
        <span className="eyebrow">{proposal.department ? t("offer.title", { dept: proposal.department }) : t("offer.title.plain")}</span>
        <span className="cd" ref={left} aria-hidden="true" />
      </div>
      <h3 title={proposal.name ?? undefined}>{proposal.name ?? " "}</h3>
      <p dir="auto" className="quote">
        {proposal.firstLine ? `“${proposal.firstLine}”` : " "}
      </p>
      {proposal.note && (
        <p className="handed-note" dir="auto">
          <Icon name="note" size={14} /> <span>{proposal.note.by ? t("offer.note", { name: proposal.note.by, note: proposal.note.text }) : proposal.note.text}</span>
        </p>
      )}
      <p className="why">
        <Icon name={isOnline(connection) ? "queue" : "off"} size={14} />
        {isOnline(connection) ? (
          <span>
            {t("offer.why", { t: "" })}
            {proposal.waitingSince !== null && <Since at={proposal.waitingSince} />}
          </span>
        ) : (
          t("offer.offline")
        )}
      </p>
      <div className="btns">
        <button type="button" className="btn pri" aria-disabled={!canAnswer} aria-busy={busy} onClick={() => void accept()}>
          {t("offer.accept")} <kbd aria-hidden="true">A</kbd>
        </button>
        <Menu opened={isDeclining} onChange={setDeclining} position="bottom-end">
          <Menu.Target>
            <button type="button" className="btn" aria-disabled={!canAnswer}>
              {t("offer.decline")}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {REASONS.map((reason) => (
              <Menu.Item key={reason} onClick={() => void decline(t(reason))}>
                {t(reason)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {behind > 0 && <span className="behind">+{behind}</span>}
      <span className="vh" role="alert">
        {announced}
      </span>
    </section>
  );
}
