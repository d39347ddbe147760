import { Select, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { oversees, useSession } from "../app";
import { api } from "../api/http";
import type { Canned } from "../api/types";
import { useT } from "../i18n";
import { complain } from "../shell/toast";
import { useCanned, useDepartments } from "./company-data";
import { Confirm, FormDialog, Head, useSend } from "./form";

const PLACEHOLDERS = ["visitor.name", "visitor.email", "conversation.number", "conversation.topic", "agent.name", "department.name"];

export function CannedReplies() {
  const t = useT();
  const queries = useQueryClient();
  const user = useSession()?.user;
  const replies = useCanned();
  const [open, setOpen] = useState<Canned | "new" | null>(null);
  const [removing, setRemoving] = useState<Canned | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ["canned"] });
  const mayChange = (one: Canned) => oversees(user?.role) || one.scope === "personal";
  return (
    <>
      <Head title={t("settings.canned")} add={() => setOpen("new")} />
      {replies.length === 0 && <p className="empty">{t("form.none")}</p>}
      <div className="scroller">
        <table className="grid">
          <tbody>
            {replies.map((one) => (
              <tr key={one.id}>
                <th scope="row">/{one.shortcut}</th>
                <td title={one.text} dir="auto">
                  {one.title}
                </td>
                <td className="mut">{one.scope === "personal" ? t("canned.scope.personal") : (one.department?.name ?? t("canned.scope.company"))}</td>
                <td className="actions">
                  {mayChange(one) && (
                    <>
                      <button type="button" className="btn s" aria-label={`${t("form.edit")} ${one.shortcut}`} onClick={() => setOpen(one)}>
                        {t("form.edit")}
                      </button>
                      <button type="button" className="btn s bad" aria-label={`${t("form.remove")} ${one.shortcut}`} onClick={() => setRemoving(one)}>
                        {t("form.remove")}
                      </button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && (
        <CannedForm
          reply={open === "new" ? null : open}
          mayShare={oversees(user?.role)}
          close={() => {
            setOpen(null);
            refresh();
          }}
        />
      )}
      {removing && <Confirm text={t("canned.remove.ask", { name: removing.title })} word={t("form.remove")} close={() => setRemoving(null)} act={() => void api(`chat/canned-replies/${removing.id}`, { method: "DELETE" }).then(refresh).catch(complain)} />}
    </>
  );
}

function CannedForm({ reply, mayShare, close }: { reply: Canned | null; mayShare: boolean; close: () => void }) {
  const t = useT();
  const departments = useDepartments();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [title, setTitle] = useState(reply?.title ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  const [scope, setScope] = useState(reply ? (reply.scope === "department" ? (reply.department?.id ?? "company") : reply.scope) : mayShare ? "company" : "personal");
  const { refusal, busy, send } = useSend({ "shortcut-taken": t("canned.taken") });
  async function submit() {
    const said = { shortcut: shortcut.trim(), title: title.trim(), text };
    const department = scope !== "company" && scope !== "personal" ? { department_id: scope } : {};
    const isDone = await send(() =>
      reply
        ? api(`chat/canned-replies/${reply.id}`, { method: "PATCH", body: { ...said, ...department } })
        : api("chat/canned-replies", { method: "POST", body: { ...said, ...department, ...(scope === "personal" && { personal: true }) } }),
    );
    if (isDone) close();
  }
  return (
    <FormDialog title={reply ? `/${reply.shortcut}` : t("canned.new")} close={close} submit={() => void submit()} busy={busy} refusal={refusal}>
      <div className="pair">
        <TextInput label={t("canned.shortcut")} description={t("canned.shortcut.help")} required withAsterisk={false} pattern="[a-z0-9_\-]{1,32}" maxLength={32} value={shortcut} onChange={(event) => setShortcut(event.currentTarget.value.toLowerCase())} error={refusal.fields.shortcut} data-autofocus />
        <Select
          label={t("canned.scope")}
          description={" "}
          allowDeselect={false}
          disabled={!mayShare || reply?.scope === "personal"}
          value={scope}
          onChange={(value) => setScope(value ?? "company")}
          data={[...(mayShare ? [{ value: "company", label: t("canned.scope.company") }] : []), ...(reply && reply.scope !== "personal" ? [] : [{ value: "personal", label: t("canned.scope.personal") }]), ...(mayShare ? departments.map((one) => ({ value: one.id, label: one.name })) : [])]}
        />
      </div>
      <TextInput label={t("canned.name")} required withAsterisk={false} maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} error={refusal.fields.title} />
      <Textarea label={t("canned.text")} description={t("canned.text.help", { list: PLACEHOLDERS.map((one) => `{{${one}}}`).join(" ") })} required withAsterisk={false} autosize minRows={4} maxRows={12} maxLength={10_000} value={text} onChange={(event) => setText(event.currentTarget.value)} error={refusal.fields.text} />
    </FormDialog>
  );
}
