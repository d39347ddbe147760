import { Popover } from "@mantine/core";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useSession } from "../app";
import type { Canned } from "../api/types";
import { useT } from "../i18n";
import { nameOf } from "../inbox/conversations";
import type { Conv } from "../inbox/order";
import { Icon } from "../parts/icon";
import { useCanned, useStaff } from "../settings/company-data";
import { usePreferences } from "../settings/preferences";
import { useCommand } from "../shell/keys";
import { complain, say } from "../shell/toast";
import { isImage } from "./bubble";
import { draft, keepDraft, type Mode } from "./drafts";
import { useLive } from "./log";
import { atWord, matching, mentionsIn } from "./mentions";
import { useWriteNote } from "./notes";
import { filled, fit, nextOpen, slashWord } from "./placeholders";
import { useUploads } from "./uploads";

const LONGEST = 10_000;
const SAVE_MS = 800;
const MOST_OPTIONS = 8;
const EMOJI = ["🙂", "🙏", "👍", "👌", "🎉", "😊", "😅", "🤝", "✅", "❗", "📎", "📄", "🕒", "📍", "☎️", "💡"];

interface ComposerProps {
  conv: Conv;
  /** why nothing can be said to the visitor now, and what to do about it; null when the person may speak */
  barrier: { text: string; action?: { word: string; act: () => void } } | null;
}

export function Composer({ conv, barrier }: ComposerProps) {
  const t = useT();
  const id = useId();
  const me = useSession()?.user;
  const chosen = usePreferences();
  const live = useLive(conv.id);
  const [mode, setMode] = useState<Mode>("reply");
  const [text, setText] = useState(() => draft(conv.id, "reply"));
  const [saved, setSaved] = useState(false);
  /** what is being picked from: canned replies in a reply, colleagues in a note */
  const [pick, setPick] = useState<{ from: number; word: string } | null>(null);
  const [active, setActive] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const writeNote = useWriteNote(conv.id);
  const files = useUploads(conv.id);
  const [isOver, setOver] = useState(false);
  const canned = useCanned(pick !== null && mode === "reply");
  const staff = useStaff(mode === "note");
  const visitor = nameOf(conv);

  const colleagues = staff.filter((one) => one.active && one.id !== me?.id);
  const people = pick && mode === "note" ? matching(pick.word, colleagues).slice(0, MOST_OPTIONS) : [];
  const options = pick && mode === "reply"
    ? canned
        .map((one) => ({ one, rank: fit(pick.word, one.shortcut, one.title, one.text) }))
        .filter((found): found is { one: Canned; rank: number } => found.rank !== null)
        .sort(
          (a, b) =>
            a.rank - b.rank ||
            Number(b.one.department?.id === conv.department?.id && b.one.department !== null) - Number(a.one.department?.id === conv.department?.id && a.one.department !== null) ||
            a.one.shortcut.localeCompare(b.one.shortcut),
        )
        .slice(0, MOST_OPTIONS)
        .map((found) => found.one)
    : [];
  const optionCount = mode === "note" ? people.length : options.length;

  // grows with its text
  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 168)}px`;
  }, [text, mode, barrier === null]);

  useEffect(() => {
    const timer = setTimeout(() => {
      keepDraft(conv.id, mode, text);
      setSaved(text.trim() !== "");
    }, SAVE_MS);
    return () => clearTimeout(timer);
  }, [conv.id, mode, text]);
  const latest = useRef({ mode, text });
  latest.current = { mode, text };
  useEffect(() => {
    const keep = () => keepDraft(conv.id, latest.current.mode, latest.current.text);
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [conv.id]);

  // what was refused because somebody else speaks now comes back as a draft
  const refused = live.pending.find((one) => one.state === "failed" && (one.error?.code === "not-responder" || one.error?.code === "conversation-closed"));
  useEffect(() => {
    if (!refused) return;
    const back = live.discard(refused.clientMsgId);
    if (!back) return;
    setMode("reply");
    setText((now) => (now ? `${back.text}\n${now}` : back.text));
    say(conv.agent?.name && conv.agent.id !== me?.id ? t("msg.refused", { name: conv.agent.name }) : t("msg.refused.other"));
  }, [refused, live, conv.agent, me?.id, t]);

  function turn(next: Mode, focus = true) {
    if (next !== mode) {
      keepDraft(conv.id, mode, text);
      setMode(next);
      setText(draft(conv.id, next));
      setSaved(false);
      setPick(null);
    }
    if (focus) requestAnimationFrame(() => area.current?.focus());
  }

  useCommand("reply", () => turn("reply"));
  useCommand("note", () => turn("note"));

  function write(next: string, caret: number) {
    setText(next);
    setSaved(false);
    if (mode === "reply") {
      live.typing(next.trim() !== "");
      setPick(slashWord(next, caret));
    } else {
      setPick(atWord(next, caret));
    }
    setActive(0);
  }

  function call(name: string) {
    const box = area.current;
    if (!pick || !box) return;
    const said = `@${name} `;
    const after = text.slice(pick.from + 1 + pick.word.length);
    setText(text.slice(0, pick.from) + said + (after.startsWith(" ") ? after.slice(1) : after));
    setPick(null);
    const caret = pick.from + said.length;
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(caret, caret);
    });
  }

  function insert(one: Canned) {
    const box = area.current;
    if (!pick || !box) return;
    const made = filled(one.text, {
      "visitor.name": conv.visitor.name,
      "visitor.email": conv.visitor.email,
      "visitor.phone": conv.visitor.phone,
      "conversation.number": String(conv.number),
      "conversation.topic": conv.topic,
      "agent.name": me?.name,
      "department.name": conv.department?.name,
    });
    const end = pick.from + 1 + pick.word.length;
    const next = text.slice(0, pick.from) + made.text + text.slice(end);
    setText(next);
    setPick(null);
    requestAnimationFrame(() => {
      box.focus();
      if (made.open) box.setSelectionRange(pick.from + made.open[0], pick.from + made.open[1]);
      else box.setSelectionRange(pick.from + made.text.length, pick.from + made.text.length);
    });
  }

  const tooLong = [...text].length - LONGEST;
  const hasSomething = text.trim() !== "" || (mode === "reply" && files.uploads.length > 0);
  const canSend = hasSomething && tooLong <= 0 && (mode === "note" || (barrier === null && files.isReady));

  async function send() {
    if (!canSend) return;
    const said = text.trim();
    setText("");
    setSaved(false);
    keepDraft(conv.id, mode, "");
    if (mode === "note") {
      try {
        await writeNote(said, mentionsIn(said, colleagues));
      } catch (failure) {
        setText((now) => now || said);
        complain(failure);
      }
      return;
    }
    const attached = files.uploads.map((one) => one.file).filter((file) => file !== null);
    const messageType = attached.length === 0 ? "text" : attached.every(isImage) ? "image" : "file";
    live.typing(false);
    live.send(said, attached.length > 0 ? { messageType, attachments: attached.map((file) => ({ ...file })) } : {});
    files.clear();
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    if (pick && optionCount > 0) {
      const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (by !== 0) {
        event.preventDefault();
        setActive((at) => (at + by + optionCount) % optionCount);
        return;
      }
      if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
        const one = options[active];
        const colleague = people[active];
        if (one || colleague) {
          event.preventDefault();
          if (one) insert(one);
          else if (colleague) call(colleague.name);
          return;
        }
      }
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (pick) setPick(null);
      else event.currentTarget.blur();
      return;
    }
    if (event.key === "Tab" && !event.shiftKey) {
      const open = nextOpen(text, event.currentTarget.selectionEnd);
      if (open) {
        event.preventDefault();
        event.currentTarget.setSelectionRange(open[0], open[1]);
        return;
      }
    }
    const isSend = chosen.sendWith === "enter" ? event.key === "Enter" && !event.shiftKey && !event.altKey : event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSend) {
      event.preventDefault();
      void send();
    }
  }

  function put(what: string) {
    const box = area.current;
    const at = box?.selectionStart ?? text.length;
    write(text.slice(0, at) + what + text.slice(box?.selectionEnd ?? at), at + what.length);
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(at + what.length, at + what.length);
    });
  }

  const isBarred = mode === "reply" && barrier !== null;
  return (
    <footer
      className={`comp ${mode}${isOver ? " over" : ""}`}
      data-region
      onDragOver={(event) => {
        if (!isBarred && mode === "reply" && event.dataTransfer.types.includes("Files")) {
          event.preventDefault();
          setOver(true);
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (isBarred || mode !== "reply" || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void files.add(event.dataTransfer.files);
      }}
    >
      {pick && mode === "note" && people.length > 0 && (
        <div className="canned">
          <div className="ch">{t("note.mention")}</div>
          <div role="listbox" id={`${id}-canned`} aria-label={t("note.mention")}>
            {people.map((one, at) => (
              <div
                key={one.id}
                id={`${id}-canned-${at}`}
                role="option"
                aria-selected={at === active}
                className={at === active ? "on" : ""}
                onPointerMove={() => setActive(at)}
                onPointerDown={(event) => {
                  event.preventDefault();
                  call(one.name);
                }}
              >
                <b>@{one.name}</b>
                <span>{[t(`role.${one.role}`), ...one.departments.map((department) => department.name)].join(" · ")}</span>
              </div>
            ))}
          </div>
        </div>
      )}
      {pick && mode === "reply" && (
        <div className="canned">
          <div className="ch">
            {t("canned.title")} {pick.word && <span>“{pick.word}”</span>}
            <em>{conv.department?.name}</em>
          </div>
          {options.length === 0 ? (
            <p className="none">{t("canned.none")}</p>
          ) : (
            <div role="listbox" id={`${id}-canned`} aria-label={t("canned.title")}>
              {options.map((one, at) => (
                <div
                  key={one.id}
                  id={`${id}-canned-${at}`}
                  role="option"
                  aria-selected={at === active}
                  className={at === active ? "on" : ""}
                  onPointerMove={() => setActive(at)}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    insert(one);
                  }}
                >
                  <b>/{one.shortcut}</b>
                  <span dir="auto">
                    <strong>{one.title}</strong> {one.text}
                  </span>
                </div>
              ))}
            </div>
          )}
          <div className="cf" aria-hidden="true">
            <kbd>↑</kbd>
            <kbd>↓</kbd> {t("canned.pick")} <kbd>Enter</kbd> {t("canned.insert")} <kbd>Esc</kbd> {t("canned.cancel")}
          </div>
        </div>
      )}
      <div className="modes">
        <div role="tablist" aria-label={t("comp.kind")}>
          {(["reply", "note"] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`${id}-${one}`}
              aria-controls={`${id}-box`}
              aria-selected={mode === one}
              tabIndex={mode === one ? 0 : -1}
              onClick={() => turn(one)}
              onKeyDown={(event) => {
                if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
                  const next = one === "reply" ? "note" : "reply";
                  turn(next, false);
                  document.getElementById(`${id}-${next}`)?.focus();
                }
              }}
            >
              {t(one === "reply" ? "comp.reply" : "note.label")}
            </button>
          ))}
        </div>
        <span className="sp" />
        {tooLong > 0 ? (
          <span className="saved bad" role="alert">
            {t("msg.toolong", { n: tooLong })}
          </span>
        ) : mode === "note" ? (
          <span className="saved">{t("note.hint")}</span>
        ) : saved && text ? (
          <span className="saved">
            <Icon name="check" size={14} /> {t("draft.saved")}
          </span>
        ) : null}
      </div>
      {isBarred ? (
        <div className="box barred" id={`${id}-box`} role="tabpanel" aria-labelledby={`${id}-reply`}>
          <p>{barrier.text}</p>
          {barrier.action && (
            <button type="button" className="btn pri" onClick={barrier.action.act}>
              {barrier.action.word}
            </button>
          )}
        </div>
      ) : (
        <div className="box" id={`${id}-box`} role="tabpanel" aria-labelledby={`${id}-${mode}`}>
          <textarea
            ref={area}
            id="composer"
            rows={1}
            dir="auto"
            className="ta"
            value={text}
            placeholder={t(mode === "note" ? "comp.note.placeholder" : "comp.placeholder")}
            aria-label={mode === "note" ? t("comp.note.label") : t("comp.label", { name: visitor })}
            {...(pick && (mode === "reply" || optionCount > 0) ? { "aria-haspopup": "listbox" as const, "aria-controls": `${id}-canned`, "aria-activedescendant": optionCount > 0 ? `${id}-canned-${active}` : undefined, "aria-autocomplete": "list" as const } : {})}
            onChange={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            onBlur={() => {
              live.typing(false);
              setPick(null);
            }}
            onPaste={(event) => {
              if (mode === "reply" && event.clipboardData.files.length > 0) {
                event.preventDefault();
                void files.add(event.clipboardData.files);
              }
            }}
            data-region-focus
          />
          {mode === "reply" &&
            files.uploads.map((one) => (
              <div className="up" key={one.key}>
                <Icon name={one.file && isImage(one.file) ? "image" : "file"} size={14} />
                <span className="name">
                  <bdi>{one.name}</bdi>
                </span>
                {one.file ? (
                  <span className="sp" />
                ) : (
                  <>
                    <span className="bar" role="progressbar" aria-valuenow={Math.round(one.share * 100)} aria-label={t("file.uploading", { p: Math.round(one.share * 100) })}>
                      <i style={{ inlineSize: `${one.share * 100}%` }} />
                    </span>
                    <small>{Math.round(one.share * 100)} %</small>
                  </>
                )}
                <button type="button" className="ib" aria-label={t(one.file ? "file.remove" : "file.cancel", { file: one.name })} onClick={() => (one.file ? files.remove(one.key) : one.cancel())}>
                  <Icon name="x" size={14} />
                </button>
              </div>
            ))}
          <div className="tools">
            {mode === "reply" && (
              <>
                <button type="button" className="ib" aria-label={t("comp.attach")} title={t("comp.attach")} onClick={() => chooser.current?.click()}>
                  <Icon name="clip" />
                </button>
                <button type="button" className="ib" aria-label={t("comp.canned")} title={t("comp.canned")} onClick={() => put(text === "" || text.endsWith(" ") || text.endsWith("\n") ? "/" : " /")}>
                  <Icon name="bolt" />
                </button>
              </>
            )}
            {mode === "note" && (
              <button type="button" className="ib at" aria-label={t("note.mention")} title={t("note.mention")} onClick={() => put(text === "" || /\s$/u.test(text) ? "@" : " @")}>
                @
              </button>
            )}
            <Popover position="top-start" trapFocus>
              <Popover.Target>
                <button type="button" className="ib" aria-label={t("comp.emoji")} title={t("comp.emoji")}>
                  <Icon name="smile" />
                </button>
              </Popover.Target>
              <Popover.Dropdown>
                <div className="emoji">
                  {EMOJI.map((one) => (
                    <button key={one} type="button" onClick={() => put(one)}>
                      {one}
                    </button>
                  ))}
                </div>
              </Popover.Dropdown>
            </Popover>
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                void files.add(event.currentTarget.files ?? []);
                event.currentTarget.value = "";
              }}
            />
            <span className="sp" />
            {mode === "reply" && <span className="hint">{t(chosen.sendWith === "enter" ? "comp.hint" : "comp.hint.ctrl")}</span>}
            <button type="button" className={`btn pri send${mode === "note" ? " note" : ""}`} aria-disabled={!canSend} onClick={() => void send()}>
              {mode === "note" ? t("note.save") : t("comp.send")} {mode === "reply" && <Icon name="send" size={16} />}
            </button>
          </div>
          {isOver && <div className="dropzone">{t("comp.drop")}</div>}
        </div>
      )}
    </footer>
  );
}
