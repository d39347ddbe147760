import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/http";
import type { Tag } from "../api/types";
import { useT } from "../i18n";
import { complain } from "../shell/toast";
import { useTags } from "./company-data";
import { Confirm, FormDialog, Head, useSend } from "./form";

export function TagSettings() {
  const t = useT();
  const queries = useQueryClient();
  const tags = useTags();
  const [open, setOpen] = useState<Tag | "new" | null>(null);
  const [removing, setRemoving] = useState<Tag | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ["tags"] });
  return (
    <>
      <Head title={t("settings.tags")} add={() => setOpen("new")} />
      {tags.length === 0 && <p className="empty">{t("form.none")}</p>}
      <table className="grid">
        <tbody>
          {tags.map((tag) => (
            <tr key={tag.id}>
              <th scope="row">
                <span className="spans">
                  <i className="swatch" style={{ background: tag.color }} /> {tag.name}
                </span>
              </th>
              <td className="mut">{tag.preset ? "" : t("tags.custom")}</td>
              <td className="actions">
                <button type="button" className="btn s" aria-label={`${t("form.edit")} ${tag.name}`} onClick={() => setOpen(tag)}>
                  {t("form.edit")}
                </button>
                <button type="button" className="btn s bad" aria-label={`${t("form.remove")} ${tag.name}`} onClick={() => setRemoving(tag)}>
                  {t("form.remove")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && (
        <TagForm
          tag={open === "new" ? null : open}
          close={() => {
            setOpen(null);
            refresh();
          }}
        />
      )}
      {removing && <Confirm text={t("tags.remove.ask", { name: removing.name })} word={t("form.remove")} close={() => setRemoving(null)} act={() => void api(`chat/tags/${removing.id}`, { method: "DELETE" }).then(refresh).catch(complain)} />}
    </>
  );
}

function TagForm({ tag, close }: { tag: Tag | null; close: () => void }) {
  const t = useT();
  const [name, setName] = useState(tag?.name ?? "");
  const [color, setColor] = useState(tag?.color ?? "#088290");
  const { refusal, busy, send } = useSend({ "tag-name-taken": t("form.conflict"), "tag-exists": t("form.conflict") });
  async function submit() {
    const body = { name: name.trim(), color };
    if (await send(() => (tag ? api(`chat/tags/${tag.id}`, { method: "PATCH", body }) : api("chat/tags", { method: "POST", body })))) close();
  }
  return (
    <FormDialog title={tag?.name ?? t("tags.new")} close={close} submit={() => void submit()} busy={busy} refusal={refusal}>
      <div className="pair">
        <TextInput label={t("tags.name")} required withAsterisk={false} maxLength={50} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <TextInput label={t("tags.color")} type="color" value={color} onChange={(event) => setColor(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
