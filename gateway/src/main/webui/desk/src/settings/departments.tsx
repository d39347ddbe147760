import { Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { uuid } from "@sapa/client";
import { useState } from "react";
import { api } from "../api/http";
import type { Department } from "../api/types";
import { useT } from "../i18n";
import { useDepartments } from "./company-data";
import { FormDialog, Head, useSend } from "./form";

export function Departments() {
  const t = useT();
  const departments = useDepartments();
  const [open, setOpen] = useState<Department | "new" | null>(null);
  return (
    <>
      <Head title={t("settings.departments")} add={() => setOpen("new")} />
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("departments.name")}</th>
            <th scope="col">{t("departments.active")}</th>
            <th scope="col">
              <span className="vh">{t("form.edit")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {departments.map((one) => (
            <tr key={one.id} className={one.active ? "" : "off"}>
              <th scope="row">{one.name}</th>
              <td>{one.active ? "✓" : "–"}</td>
              <td className="actions">
                <button type="button" className="btn s" aria-label={`${t("form.edit")} ${one.name}`} onClick={() => setOpen(one)}>
                  {t("form.edit")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && <DepartmentForm department={open === "new" ? null : open} close={() => setOpen(null)} />}
    </>
  );
}

function DepartmentForm({ department, close }: { department: Department | null; close: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [key] = useState(uuid);
  const [name, setName] = useState(department?.name ?? "");
  const [active, setActive] = useState(department?.active ?? true);
  const { refusal, busy, send } = useSend({ "department-name-taken": t("form.conflict"), "name-taken": t("form.conflict") });
  async function submit() {
    const isDone = await send(() =>
      department
        ? api(`auth/departments/${department.id}`, { method: "PATCH", body: { name: name.trim(), active } })
        : api("auth/departments", { method: "POST", body: { name: name.trim() }, idempotencyKey: key }),
    );
    if (isDone) {
      void queries.invalidateQueries({ queryKey: ["departments"] });
      close();
    }
  }
  return (
    <FormDialog title={department?.name ?? t("departments.new")} close={close} submit={() => void submit()} busy={busy} refusal={refusal}>
      <TextInput label={t("departments.name")} required withAsterisk={false} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} error={refusal.fields.name} data-autofocus />
      {department && <Switch label={t("departments.active")} checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />}
    </FormDialog>
  );
}
