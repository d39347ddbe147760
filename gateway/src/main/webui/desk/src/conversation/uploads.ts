import { useCallback, useRef, useState } from "react";
import { freshToken } from "../api/session";
import type { FileOn } from "../api/types";
import { useT } from "../i18n";
import { size } from "../i18n/format";
import { notifications } from "@mantine/notifications";

const MAX_BYTES = 25_000_000;

export interface Upload {
  key: number;
  name: string;
  share: number;
  file: FileOn | null;
  cancel: () => void;
}

let keys = 0;

/** Files on their way to a conversation, each with how far it has come. */
export function useUploads(conversation: string) {
  const t = useT();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const latest = useRef(uploads);
  latest.current = uploads;

  const change = useCallback((key: number, what: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...what } : one)));
  }, []);
  const remove = useCallback((key: number) => setUploads((all) => all.filter((one) => one.key !== key)), []);

  const add = useCallback(
    async (files: Iterable<File>) => {
      for (const file of files) {
        if (file.size > MAX_BYTES) {
          notifications.show({ message: t("file.toobig", { file: file.name, size: size(file.size), max: size(MAX_BYTES) }), color: "cabai", withBorder: true });
          continue;
        }
        const key = ++keys;
        const request = new XMLHttpRequest();
        const cancel = () => {
          request.abort();
          remove(key);
        };
        setUploads((all) => [...all, { key, name: file.name, share: 0, file: null, cancel }]);
        const refuse = (why: string) => {
          remove(key);
          notifications.show({ message: t("file.refused", { file: file.name, why }), color: "cabai", withBorder: true });
        };
        const token = await freshToken().catch(() => null);
        const form = new FormData();
        form.append("file", file);
        request.open("POST", `/api/v2/chat/conversations/${conversation}/files`);
        if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
        request.upload.onprogress = (event) => change(key, { share: event.loaded / Math.max(1, event.total) });
        request.onload = () => {
          let answer: Record<string, unknown> = {};
          try {
            answer = JSON.parse(request.responseText) as Record<string, unknown>;
          } catch {
            // told by the status
          }
          if (request.status === 201) change(key, { share: 1, file: answer as FileOn });
          else refuse(String(answer.detail ?? answer.title ?? request.status));
        };
        request.onerror = () => refuse(t("err.unreachable"));
        request.send(form);
      }
    },
    [conversation, change, remove, t],
  );
  const clear = useCallback(() => setUploads([]), []);
  return { uploads, add, remove, clear, isReady: uploads.every((one) => one.file !== null) };
}
