import { Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useT, type Key } from "../i18n";
import { openDialog } from "./keys";

const KEYS: [string[], Key][] = [
  [["?"], "keys.help"],
  [["Ctrl K"], "keys.palette"],
  [["/"], "keys.search"],
  [["G", "I B H R S"], "keys.go"],
  [["J", "K", "↓", "↑"], "keys.updown"],
  [["Enter", "Esc"], "keys.open"],
  [["A", "Alt A"], "keys.accept"],
  [["D", "Alt X"], "keys.decline"],
  [["N", "Alt N"], "keys.next"],
  [["Alt O"], "keys.openaccepted"],
  [["R"], "keys.reply"],
  [["I"], "keys.note.write"],
  [["Enter", "Shift Enter"], "keys.send"],
  [["T"], "keys.transfer"],
  [["Shift E"], "keys.close"],
  [["P"], "keys.pause"],
  [["L"], "keys.tags"],
  [["U"], "keys.unread"],
  [["End"], "keys.newest"],
  [["]"], "keys.panel"],
  [["F6", "Shift F6"], "keys.region"],
  [["Alt S"], "keys.status"],
  [["Alt M"], "keys.mute"],
];

/** What every key does. */
export function Sheet() {
  const t = useT();
  const [wanted, setWanted] = useState("");
  const shown = KEYS.filter(([keys, word]) => `${keys.join(" ")} ${t(word)}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Modal opened onClose={() => openDialog(null)} title={t("keys.title")} size="lg">
      <TextInput aria-label={t("keys.find")} placeholder={t("keys.find")} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} data-autofocus />
      <dl className="keys">
        {shown.map(([keys, word]) => (
          <div key={word}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
      <p className="form-note">{t("keys.note")}</p>
    </Modal>
  );
}
