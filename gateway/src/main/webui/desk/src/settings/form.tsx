import { Modal } from "@mantine/core";
import { useState, type FormEvent, type ReactNode } from "react";
import { ApiError } from "../api/http";
import { useT } from "../i18n";
import { why } from "../shell/pages";
import { say } from "../shell/toast";

/** The head of a section: what it is, and what can be added. */
export function Head({ title, lead, add, children }: { title: string; lead?: string; add?: () => void; children?: ReactNode }) {
  const t = useT();
  return (
    <header className="bh">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      <span className="sp" />
      {children}
      {add && (
        <button type="button" className="btn pri" onClick={add}>
          {t("form.add")}
        </button>
      )}
    </header>
  );
}

/** What a refusal says of the fields, and of the whole. */
export interface Refusal {
  fields: Record<string, string>;
  text: string | null;
}

const FINE: Refusal = { fields: {}, text: null };

/** Sends a form once at a time; what is refused is told where it is. */
export function useSend(words: Record<string, string> = {}) {
  const t = useT();
  const [refusal, setRefusal] = useState<Refusal>(FINE);
  const [busy, setBusy] = useState(false);
  async function send(what: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setRefusal(FINE);
    try {
      await what();
      say(t("form.saved"));
      return true;
    } catch (failure) {
      const known = failure instanceof ApiError ? failure : null;
      setRefusal({ fields: known?.fields ?? {}, text: (known && words[known.code]) ?? t("err.action", { why: why(failure, t) }) });
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { refusal, busy, send };
}

export function FormDialog({ title, close, submit, busy, refusal, children }: { title: string; close: () => void; submit: () => void; busy: boolean; refusal: Refusal; children: ReactNode }) {
  const t = useT();
  return (
    <Modal opened onClose={close} title={title} size="lg">
      <form
        className="stack-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        {refusal.text && (
          <p className="form-error" role="alert">
            {refusal.text}
          </p>
        )}
        {children}
        <div className="form-buttons">
          <button type="button" className="btn" onClick={close}>
            {t("form.cancel")}
          </button>
          <button type="submit" className="btn pri" aria-disabled={busy}>
            {t("form.save")}
          </button>
        </div>
      </form>
    </Modal>
  );
}

export function Confirm({ text, word, close, act }: { text: string; word: string; close: () => void; act: () => void }) {
  const t = useT();
  return (
    <Modal opened onClose={close} title={word}>
      <p className="dialog-lead">{text}</p>
      <div className="form-buttons">
        <button type="button" className="btn" onClick={close} data-autofocus>
          {t("form.cancel")}
        </button>
        <button
          type="button"
          className="btn bad"
          onClick={() => {
            close();
            act();
          }}
        >
          {word}
        </button>
      </div>
    </Modal>
  );
}

/** Appears when something was changed and not saved. */
export function SaveBar({ count, busy, save, cancel }: { count: number; busy: boolean; save: () => void; cancel: () => void }) {
  const t = useT();
  if (count === 0) return null;
  return (
    <div className="savebar" role="status">
      <span>{t("form.dirty", { n: count })}</span>
      <button type="button" className="btn" onClick={cancel}>
        {t("form.cancel")}
      </button>
      <button type="button" className="btn pri" aria-disabled={busy} onClick={save}>
        {t("form.save")}
      </button>
    </div>
  );
}
