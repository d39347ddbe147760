import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { uuid } from "@sapa/client";
import { useState } from "react";
import { api } from "../api/http";
import type { ApiKey, Page } from "../api/types";
import { useT } from "../i18n";
import { dateTime } from "../i18n/format";
import { Trouble } from "../shell/pages";
import { complain } from "../shell/toast";
import { Confirm, FormDialog, Head, useSend } from "./form";
import { Secret } from "./secret";

export function ApiKeys() {
  const t = useT();
  const queries = useQueryClient();
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: async () => (await api<Page<ApiKey>>("auth/api-keys")).items });
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ["api-keys"] });
  return (
    <>
      <Head title={t("settings.keys")} add={() => setNew(true)} />
      {secret && <Secret text={secret} />}
      {keys.isError && <Trouble failure={keys.error} retry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && <p className="empty">{t("form.none")}</p>}
      {(keys.data?.length ?? 0) > 0 && (
        <div className="scroller">
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t("keys.api.name")}</th>
                <th scope="col">{t("keys.api.role")}</th>
                <th scope="col">{t("keys.api.scopes")}</th>
                <th scope="col">{t("keys.api.created")}</th>
                <th scope="col">
                  <span className="vh">{t("form.edit")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.data?.map((key) => (
                <tr key={key.id} className={key.active ? "" : "off"}>
                  <th scope="row" title={key.id}>
                    {key.name}
                  </th>
                  <td>{key.role}</td>
                  <td>{key.scopes.join(", ")}</td>
                  <td>{dateTime(key.created_at)}</td>
                  <td className="actions">
                    {key.active ? (
                      <>
                        <button
                          type="button"
                          className="btn s"
                          onClick={() =>
                            void api<ApiKey>(`auth/api-keys/${key.id}/rotate`, { method: "POST", idempotencyKey: uuid() })
                              .then((answer) => setSecret(answer.secret ?? null))
                              .then(refresh)
                              .catch(complain)
                          }
                        >
                          {t("keys.api.rotate")}
                        </button>
                        <button type="button" className="btn s bad" onClick={() => setRevoking(key)}>
                          {t("keys.api.revoke")}
                        </button>
                      </>
                    ) : (
                      t("keys.api.revoked")
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isNew && (
        <KeyForm
          close={() => setNew(false)}
          made={(text) => {
            setSecret(text);
            refresh();
          }}
        />
      )}
      {revoking && <Confirm text={t("keys.api.revoke.ask", { name: revoking.name })} word={t("keys.api.revoke")} close={() => setRevoking(null)} act={() => void api(`auth/api-keys/${revoking.id}`, { method: "DELETE" }).then(refresh).catch(complain)} />}
    </>
  );
}

function KeyForm({ close, made }: { close: () => void; made: (secret: string | null) => void }) {
  const t = useT();
  const [key] = useState(uuid);
  const [name, setName] = useState("");
  const [role, setRole] = useState<string | null>("portal");
  const [scopes, setScopes] = useState<string[]>(["read", "write"]);
  const { refusal, busy, send } = useSend();
  async function submit() {
    const isDone = await send(async () => {
      const answer = await api<ApiKey>("auth/api-keys", { method: "POST", body: { name: name.trim(), role, scopes }, idempotencyKey: key });
      made(answer.secret ?? null);
    });
    if (isDone) close();
  }
  return (
    <FormDialog title={t("keys.api.new")} close={close} submit={() => void submit()} busy={busy} refusal={refusal}>
      <TextInput label={t("keys.api.name")} required withAsterisk={false} maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} error={refusal.fields.name} data-autofocus />
      <Select label={t("keys.api.role")} allowDeselect={false} value={role} onChange={setRole} data={["portal", "bot"]} />
      <MultiSelect label={t("keys.api.scopes")} value={scopes} onChange={setScopes} data={["read", "write"]} />
    </FormDialog>
  );
}
