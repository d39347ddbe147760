import { MultiSelect, NumberInput, PasswordInput, Select, Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { uuid } from "@sapa/client";
import { useState } from "react";
import { api } from "../api/http";
import type { Role, Staff } from "../api/types";
import { useT } from "../i18n";
import { Avatar } from "../parts/avatar";
import { complain, say } from "../shell/toast";
import { useAgents, useDepartments, useStaff } from "./company-data";
import { FormDialog, Head, useSend } from "./form";

const ROLES: Role[] = ["agent", "supervisor", "admin"];

export function People() {
  const t = useT();
  const staff = useStaff();
  const [wanted, setWanted] = useState("");
  const [open, setOpen] = useState<Staff | "new" | null>(null);
  const shown = staff.filter((one) => `${one.name} ${one.email} ${one.username}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <>
      <Head title={t("settings.people")} add={() => setOpen("new")}>
        <TextInput type="search" aria-label={t("form.find")} placeholder={t("form.find")} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
      </Head>
      <div className="scroller">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t("people.name")}</th>
              <th scope="col">{t("people.email")}</th>
              <th scope="col">{t("people.role")}</th>
              <th scope="col">{t("people.departments")}</th>
              <th scope="col">
                <span className="vh">{t("form.edit")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.id} className={one.active ? "" : "off"}>
                <th scope="row">
                  <span className="spans">
                    <Avatar name={one.name} size="xs" /> {one.name}
                  </span>
                </th>
                <td>{one.email}</td>
                <td>{one.active ? t(`role.${one.role}`) : t("people.inactive")}</td>
                <td>{one.departments.map((department) => department.name).join(", ") || "–"}</td>
                <td className="actions">
                  <button type="button" className="btn s" aria-label={`${t("form.edit")} ${one.name}`} onClick={() => setOpen(one)}>
                    {t("form.edit")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && <Person person={open === "new" ? null : open} close={() => setOpen(null)} />}
    </>
  );
}

function Person({ person, close }: { person: Staff | null; close: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const departments = useDepartments();
  const agent = useAgents(person !== null).find((one) => one.id === person?.id);
  const [key] = useState(uuid);
  const [name, setName] = useState(person?.name ?? "");
  const [email, setEmail] = useState(person?.email ?? "");
  const [username, setUsername] = useState(person?.username ?? "");
  const [phone, setPhone] = useState(person?.phone ?? "");
  const [role, setRole] = useState<Role>(person?.role ?? "agent");
  const [active, setActive] = useState(person?.active ?? true);
  const [password, setPassword] = useState("");
  const [departmentIds, setDepartmentIds] = useState<string[]>(person?.department_ids ?? []);
  const [capacity, setCapacity] = useState<number | null>(null);
  const { refusal, busy, send } = useSend({ "email-taken": t("form.conflict"), "username-taken": t("form.conflict"), "login-name-taken": t("form.conflict") });

  async function submit() {
    const said = {
      name: name.trim(),
      email: email.trim(),
      role,
      department_ids: departmentIds,
      ...(username.trim() && { username: username.trim() }),
      ...(phone.trim() && { phone: phone.trim() }),
      ...(password && { password }),
    };
    const isDone = await send(async () => {
      if (person) await api(`auth/staff/${person.id}`, { method: "PATCH", body: { ...said, active } });
      else await api("auth/staff", { method: "POST", body: said, idempotencyKey: key });
      if (person && capacity !== null && capacity !== agent?.capacity) await api(`routing/agents/${person.id}`, { method: "PATCH", body: { capacity } });
    });
    if (isDone) {
      void queries.invalidateQueries({ queryKey: ["staff"] });
      void queries.invalidateQueries({ queryKey: ["agents"] });
      close();
    }
  }

  return (
    <FormDialog title={person?.name ?? t("people.new")} close={close} submit={() => void submit()} busy={busy} refusal={refusal}>
      <div className="pair">
        <TextInput label={t("people.name")} required withAsterisk={false} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} error={refusal.fields.name} data-autofocus />
        <Select label={t("people.role")} allowDeselect={false} value={role} onChange={(value) => setRole((value ?? "agent") as Role)} data={ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))} />
        <TextInput type="email" label={t("people.email")} required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={refusal.fields.email} />
        <TextInput label={t("people.username")} value={username} onChange={(event) => setUsername(event.currentTarget.value)} error={refusal.fields.username} />
        <TextInput label={t("people.phone")} value={phone} onChange={(event) => setPhone(event.currentTarget.value)} error={refusal.fields.phone} />
        <PasswordInput label={t(person ? "people.password.change" : "people.password")} required={!person} withAsterisk={false} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={refusal.fields.password} />
      </div>
      <MultiSelect label={t("people.departments")} searchable value={departmentIds} onChange={setDepartmentIds} data={departments.filter((one) => one.active || departmentIds.includes(one.id)).map((one) => ({ value: one.id, label: one.name }))} />
      {person && (
        <div className="pair">
          {agent && <NumberInput label={t("people.capacity")} min={0} max={100} value={capacity ?? agent.capacity} onChange={(value) => setCapacity(Number(value))} />}
          <Switch label={t("people.active")} checked={active} onChange={(event) => setActive(event.currentTarget.checked)} mt={agent ? 28 : 0} />
        </div>
      )}
      {person && (
        <div>
          <button
            type="button"
            className="btn s"
            onClick={() =>
              void api(`auth/staff/${person.id}/logout-all`, { method: "POST" })
                .then(() => say(t("people.signout.done", { name: person.name })))
                .catch(complain)
            }
          >
            {t("people.signout")}
          </button>
        </div>
      )}
    </FormDialog>
  );
}
