import { Modal } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSession } from "../app";
import { api } from "../api/http";
import type { Agent, Detail, Page } from "../api/types";
import { useT } from "../i18n";
import { conversations } from "../inbox/conversations";
import { fromView } from "../inbox/order";
import { Pips, STATUS } from "../inbox/status-button";
import { Avatar } from "../parts/avatar";
import { Trouble } from "../shell/pages";
import { complain, say } from "../shell/toast";

/** Gives a conversation to somebody by hand; above the capacity it asks once. */
export function AssignDialog({ conv, close }: { conv: { id: string; agent: { id: string } | null }; close: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const me = useSession()?.user.id;
  const [asked, setAsked] = useState<Agent | null>(null);
  const [busy, setBusy] = useState(false);
  const agents = useQuery({
    queryKey: ["agents", "now"],
    queryFn: async () => (await api<Page<Agent>>("routing/agents", { query: { limit: 1000 } })).items,
    staleTime: 0,
  });
  const ranked = [...(agents.data ?? [])]
    .filter((agent) => agent.id !== conv.agent?.id)
    .sort((a, b) => Number(b.id === me) - Number(a.id === me) || Number(b.available) - Number(a.available) || a.load / Math.max(1, a.capacity) - b.load / Math.max(1, b.capacity));

  async function assign(agent: Agent) {
    setBusy(true);
    try {
      const answer = await api<{ conversation: Detail }>(`routing/conversations/${conv.id}/assignments`, { method: "POST", body: { agent_id: agent.id, kind: "manual" } });
      conversations.take([fromView(answer.conversation, conversations.get(conv.id))]);
      say(t("assign.done", { name: agent.name }));
      for (const key of ["board", "agents", "counts", "agent", "detail"]) void queries.invalidateQueries({ queryKey: [key] });
      close();
    } catch (failure) {
      complain(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={close} title={t("assign.title")}>
      {asked ? (
        <>
          <p className="dialog-lead">{t("assign.force", { name: asked.name, n: asked.load + 1, max: asked.capacity })}</p>
          <div className="form-buttons">
            <button type="button" className="btn" onClick={() => setAsked(null)}>
              {t("form.cancel")}
            </button>
            <button type="button" className="btn pri" aria-disabled={busy} onClick={() => !busy && void assign(asked)}>
              {t("assign.anyway")}
            </button>
          </div>
        </>
      ) : agents.isError ? (
        <Trouble failure={agents.error} retry={() => void agents.refetch()} />
      ) : (
        <ul className="people">
          {ranked.map((agent) => {
            const isFull = agent.load >= agent.capacity;
            return (
              <li key={agent.id}>
                <button type="button" aria-disabled={busy} onClick={() => !busy && (isFull ? setAsked(agent) : void assign(agent))}>
                  <Avatar name={agent.name} />
                  <span className="tx">
                    <strong title={agent.name}>{agent.name}</strong>
                    <small>
                      <span className={`st ${isFull && agent.status === "online" ? "busy" : STATUS[agent.status].dot}`} />
                      {t(isFull && agent.status === "online" ? "status.full" : STATUS[agent.status].word)}
                    </small>
                  </span>
                  <Pips load={agent.load} capacity={agent.capacity} label={t("status.load", { n: agent.load, max: agent.capacity })} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Modal>
  );
}
