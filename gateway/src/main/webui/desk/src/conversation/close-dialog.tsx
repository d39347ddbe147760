import { Modal, Radio, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useT, type Key } from "../i18n";
import { nameOf } from "../inbox/conversations";
import type { Conv } from "../inbox/order";
import { draft } from "./drafts";

const REASONS: Key[] = ["close.reason.solved", "close.reason.left", "close.reason.elsewhere", "close.reason.spam", "close.reason.other"];

export function CloseDialog({ conv, cancel, close }: { conv: Conv; cancel: () => void; close: (reason: string) => void }) {
  const t = useT();
  const [reason, setReason] = useState<Key>("close.reason.solved");
  const [other, setOther] = useState("");
  const hasDraft = draft(conv.id, "reply") !== "";

  function submit(event: FormEvent) {
    event.preventDefault();
    close(reason === "close.reason.other" && other.trim() ? other.trim() : t(reason));
  }

  return (
    <Modal opened onClose={cancel} title={t("close.title")}>
      <form className="stack-form" onSubmit={submit}>
        <p className="dialog-lead">{t("close.ask", { name: nameOf(conv) })}</p>
        {hasDraft && <p className="form-note attn">{t("close.draft")}</p>}
        <Radio.Group label={t("close.reason")} value={reason} onChange={(value) => setReason(value as Key)}>
          <div className="radios">
            {REASONS.map((one, at) => (
              <Radio key={one} value={one} label={t(one)} {...(at === 0 ? { "data-autofocus": true } : {})} />
            ))}
          </div>
        </Radio.Group>
        {reason === "close.reason.other" && <TextInput aria-label={t("close.reason")} maxLength={500} value={other} onChange={(event) => setOther(event.currentTarget.value)} />}
        <div className="form-buttons">
          <button type="button" className="btn" onClick={cancel}>
            {t("form.cancel")}
          </button>
          <button type="submit" className="btn pri">
            {t("conv.close")}
          </button>
        </div>
      </form>
    </Modal>
  );
}
