import { Modal, Textarea, TextInput } from "@mantine/core";
import type { Conversation } from "@sapa/client";
import { useState, type FormEvent } from "react";
import { useT } from "../i18n";

const MOST_PARAMETERS = 20;

/** What may be said after the window has closed: one of the messages that the provider has approved. */
export function TemplateDialog({ live, channel, close }: { live: Conversation; channel: string; close: () => void }) {
  const t = useT();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState("id");
  const [parameters, setParameters] = useState("");
  const [text, setText] = useState("");
  const isComplete = name.trim() !== "" && language.trim() !== "" && text.trim() !== "";

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isComplete) return;
    const given = parameters.split("\n").map((one) => one.trim()).filter(Boolean).slice(0, MOST_PARAMETERS);
    live.send(text.trim(), { attachments: [{ type: "template", name: name.trim(), language: language.trim(), parameters: given }] });
    close();
  }

  return (
    <Modal opened onClose={close} title={t("template.title")}>
      <form className="stack-form" onSubmit={submit}>
        <p className="dialog-lead">{t("template.lead", { channel })}</p>
        <TextInput label={t("template.name")} dir="ltr" maxLength={512} placeholder="order_ready" value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <TextInput label={t("template.language")} dir="ltr" maxLength={20} placeholder="id" value={language} onChange={(event) => setLanguage(event.currentTarget.value)} />
        <Textarea label={t("template.parameters")} autosize minRows={2} maxRows={6} dir="auto" value={parameters} onChange={(event) => setParameters(event.currentTarget.value)} />
        <Textarea label={t("template.text")} autosize minRows={2} maxRows={6} maxLength={4000} dir="auto" value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <div className="form-buttons">
          <button type="button" className="btn" onClick={close}>
            {t("form.cancel")}
          </button>
          <button type="submit" className="btn pri" aria-disabled={!isComplete}>
            {t("window.template")}
          </button>
        </div>
      </form>
    </Modal>
  );
}
