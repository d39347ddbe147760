import { Modal, SegmentedControl, Select, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useSession } from "../app";
import { api } from "../api/http";
import type { Detail } from "../api/types";
import { useT } from "../i18n";
import { conversations } from "../inbox/conversations";
import { fromView, type Conv } from "../inbox/order";
import { STATUS } from "../inbox/status-button";
import { useAgents, useDepartments } from "../settings/company-data";

type Act = (what: () => Promise<unknown>, done?: string) => Promise<void>;

export function TransferDialog({ conv, close, act }: { conv: Conv; close: () => void; act: Act }) {
  const t = useT();
  const me = useSession()?.user.id;
  const agents = useAgents().filter((agent) => agent.id !== conv.agent?.id && agent.id !== me);
  const departments = useDepartments().filter((department) => department.active);
  const [kind, setKind] = useState<"department" | "agent">("department");
  const [target, setTarget] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const name = (kind === "agent" ? agents : departments).find((one) => one.id === target)?.name ?? "";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!target) return;
    close();
    await act(
      async () => {
        const body = { ...(kind === "agent" ? { agent_id: target } : { department_id: target }), ...(note.trim() ? { note: note.trim() } : {}) };
        const answer = await api<{ conversation: Detail }>(`routing/conversations/${conv.id}/transfers`, { method: "POST", body });
        conversations.take([fromView(answer.conversation, conversations.get(conv.id))]);
      },
      t("transfer.done", { name }),
    );
  }

  return (
    <Modal opened onClose={close} title={t("transfer.title")}>
      <form className="stack-form" onSubmit={submit}>
        <SegmentedControl
          value={kind}
          onChange={(value) => {
            setKind(value as "department" | "agent");
            setTarget(null);
          }}
          data={[
            { value: "department", label: t("transfer.to.department") },
            { value: "agent", label: t("transfer.to.agent") },
          ]}
        />
        {kind === "department" ? (
          <Select key="department" label={t("transfer.department")} searchable required withAsterisk={false} data-autofocus value={target} onChange={setTarget} data={departments.filter((one) => one.id !== conv.department?.id || conv.agent !== null).map((one) => ({ value: one.id, label: one.name }))} />
        ) : (
          <Select
            key="agent"
            label={t("transfer.agent")}
            searchable
            required
            withAsterisk={false}
            value={target}
            onChange={setTarget}
            data={agents.map((agent) => ({
              value: agent.id,
              label: `${agent.name} · ${t(agent.status === "online" && agent.load >= agent.capacity ? "status.full" : STATUS[agent.status].word)} · ${agent.load}/${agent.capacity}`,
            }))}
          />
        )}
        <Textarea label={t("transfer.note")} description={t("note.hint")} autosize minRows={2} maxRows={6} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {target && <p className="form-note">{t(kind === "agent" ? "transfer.preview.agent" : "transfer.preview.department", { name })}</p>}
        <div className="form-buttons">
          <button type="button" className="btn" onClick={close}>
            {t("form.cancel")}
          </button>
          <button type="submit" className="btn pri" aria-disabled={!target}>
            {t("conv.transfer")}
          </button>
        </div>
      </form>
    </Modal>
  );
}
