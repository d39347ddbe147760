import { Modal } from "@mantine/core";
import { useId, useState } from "react";
import { oversees, useSession } from "../app";
import { useT } from "../i18n";
import { conversations, nameOf } from "../inbox/conversations";
import { prefer, usePreferences } from "../settings/preferences";
import { openDialog, run, type Command } from "./keys";
import { go, href } from "./route";

interface Item {
  name: string;
  hint?: string;
  act: () => void;
}

/** People, conversations and everything that can be done, by typing. */
export function Palette() {
  const t = useT();
  const id = useId();
  const user = useSession()?.user;
  const chosen = usePreferences();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);

  const command = (name: string, hint: string, which: Command): Item => ({ name, hint, act: () => void run(which) });
  const actions: Item[] = [
    { name: t("nav.inbox"), hint: "G I", act: () => go(href("")) },
    ...(oversees(user?.role) ? [{ name: t("nav.board"), hint: "G B", act: () => go(href("board")) }] : []),
    { name: t("nav.history"), hint: "G H", act: () => go(href("history")) },
    { name: t("nav.reports"), hint: "G R", act: () => go(href("reports")) },
    { name: t("nav.settings"), hint: "G S", act: () => go(href("settings")) },
    command(t("keys.next"), "N", "next"),
    command(t("keys.accept"), "A", "accept"),
    command(t("conv.transfer"), "T", "transfer"),
    command(t("close.title"), "Shift E", "close"),
    command(t("keys.note.write"), "I", "note"),
    command(t("keys.mute"), "Alt M", "mute"),
    { name: t("palette.theme", { name: t(chosen.theme === "dark" ? "settings.theme.light" : "settings.theme.dark") }), act: () => prefer({ theme: chosen.theme === "dark" ? "light" : "dark" }) },
    { name: t("palette.density", { name: t(chosen.density === "compact" ? "settings.density.comfortable" : "settings.density.compact") }), act: () => prefer({ density: chosen.density === "compact" ? "comfortable" : "compact" }) },
    { name: t("palette.language", { name: chosen.language === "id" ? "English" : "Indonesia" }), act: () => prefer({ language: chosen.language === "id" ? "en" : "id" }) },
    { name: t("keys.title"), hint: "?", act: () => openDialog("sheet") },
  ];
  const wanted = text.trim().toLowerCase();
  const people: Item[] = wanted
    ? conversations
        .all()
        .filter((conv) => `${nameOf(conv)} #${conv.number} ${conv.topic}`.toLowerCase().includes(wanted))
        .slice(0, 6)
        .map((conv) => ({ name: nameOf(conv), hint: `#${conv.number}`, act: () => go(href(`c/${conv.id}`)) }))
    : [];
  const shown = [...actions.filter((item) => item.name.toLowerCase().includes(wanted)), ...people];

  function choose(item: Item | undefined) {
    if (!item) return;
    openDialog(null);
    requestAnimationFrame(item.act);
  }

  return (
    <Modal opened onClose={() => openDialog(null)} withCloseButton={false} padding={0} aria-label={t("palette.title")} yOffset="12vh" centered={false}>
      <div className="palette">
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
          aria-label={t("palette.find")}
          placeholder={t("palette.find")}
          value={text}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
            if (by !== 0 && shown.length > 0) {
              event.preventDefault();
              setActive((at) => (at + by + shown.length) % shown.length);
            } else if (event.key === "Enter") {
              event.preventDefault();
              choose(shown[active]);
            }
          }}
        />
        <div role="listbox" id={`${id}-list`} aria-label={t("palette.title")}>
          {shown.map((item, at) => (
            <div key={`${item.name} ${item.hint ?? ""}`} id={`${id}-${at}`} role="option" aria-selected={at === active} className={at === active ? "on" : ""} onPointerMove={() => setActive(at)} onClick={() => choose(item)}>
              <span>{item.name}</span>
              {item.hint && <kbd>{item.hint}</kbd>}
            </div>
          ))}
        </div>
        {shown.length === 0 && <p className="empty">{t("palette.none")}</p>}
      </div>
    </Modal>
  );
}
