import { TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/http";
import type { AuditLine, Page } from "../api/types";
import { useT } from "../i18n";
import { dateTime } from "../i18n/format";
import { Trouble } from "../shell/pages";
import { useDepartments, useStaff } from "./company-data";
import { csv } from "./csv";
import { Head } from "./form";

export function Audit() {
  const t = useT();
  const staff = useStaff();
  const departments = useDepartments();
  const [wanted, setWanted] = useState("");
  const log = useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam }) => api<Page<AuditLine>>("auth/audit", { query: { cursor: pageParam, limit: 100 } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
  const nameOf = (id: string | null) => (id ? (staff.find((one) => one.id === id)?.name ?? departments.find((one) => one.id === id)?.name ?? id.slice(0, 8)) : "");
  const rows = (log.data?.pages ?? [])
    .flatMap((page) => page.items)
    .map((line) => ({ id: line.id, at: line.at, who: nameOf(line.actor_id) || t("audit.nobody"), what: line.action, subject: nameOf(line.subject_id), address: line.address ?? "", detail: line.detail ?? "" }))
    .filter((row) => Object.values(row).join(" ").toLowerCase().includes(wanted.toLowerCase()));

  function save() {
    const text = csv([[t("audit.at"), t("audit.who"), t("audit.what"), t("audit.subject"), t("audit.from"), t("audit.detail")], ...rows.map((row) => [row.at, row.who, row.what, row.subject, row.address, row.detail])]);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = "audit.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  return (
    <>
      <Head title={t("settings.audit")}>
        <TextInput type="search" aria-label={t("form.find")} placeholder={t("form.find")} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
        <button type="button" className="btn" onClick={save}>
          {t("audit.export")}
        </button>
      </Head>
      {log.isError && <Trouble failure={log.error} retry={() => void log.refetch()} />}
      <div className="scroller" tabIndex={0}>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t("audit.at")}</th>
              <th scope="col">{t("audit.who")}</th>
              <th scope="col">{t("audit.what")}</th>
              <th scope="col">{t("audit.subject")}</th>
              <th scope="col">{t("audit.from")}</th>
              <th scope="col">{t("audit.detail")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{dateTime(row.at)}</td>
                <td>{row.who}</td>
                <td>{row.what}</td>
                <td>{row.subject}</td>
                <td>{row.address}</td>
                <td title={row.detail}>{row.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {log.hasNextPage && (
        <div className="more">
          <button type="button" className="btn" aria-busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t("history.more")}
          </button>
        </div>
      )}
    </>
  );
}
