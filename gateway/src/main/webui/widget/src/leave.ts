import { Refused, type Api } from "./api";
import { h } from "./dom";
import { field, isEmail } from "./field";
import type { Remembered } from "./memory";
import type { Texts } from "./texts";

interface Leave {
  texts: Texts;
  api: Api;
  session: Remembered;
  longest: number;
  /** what was written and not sent */
  unsent: string;
  say: (text: string) => void;
  /** sees to it that the conversation's number is known */
  askNumber: () => Promise<void>;
  /** the contact is kept: what it is, to be remembered */
  done: (contact: { name: string; email: string }) => void;
  cancel: () => void;
}

/** Where nobody is there: a way to be answered later. */
export function leaveForm({ texts, api, session, longest, unsent, say, askNumber, done, cancel }: Leave): HTMLElement {
  const name = h("input", { name: "lname", autocomplete: "name", maxlength: "200", value: session.name });
  const email = h("input", { name: "lemail", type: "email", autocomplete: "email", maxlength: "200", value: session.email });
  const text = h("textarea", { name: "ltext", rows: "3", maxlength: String(longest) });
  text.value = unsent;
  const boxes = { name: field(texts, texts.name, name, false), email: field(texts, texts.email, email, false) };
  const textBox = field(texts, texts.leaveMessage, text, true);
  const note = h("p", { class: "note", role: "alert" });
  const submit = async (event: Event) => {
    event.preventDefault();
    const mistakes = [
      boxes.name.check(name.value.trim() ? "" : texts.requiredName),
      boxes.email.check(isEmail(email.value) ? "" : texts.requiredEmail),
    ].filter((mistake) => mistake !== null);
    if (mistakes.length > 0) {
      mistakes[0]!.focus();
      return;
    }
    const contact = { name: name.value.trim(), email: email.value.trim() };
    try {
      await api.contact(session.session, session.token, contact.name, contact.email);
      await askNumber();
      if (text.value.trim()) {
        say(text.value.trim());
      }
      done(contact);
    } catch (failure) {
      note.textContent =
        failure instanceof Refused && !failure.isPassing ? texts.startRefused(failure.message) : texts.startFailed;
    }
  };
  return h(
    "form",
    { class: "sheet leave", novalidate: true, onsubmit: submit },
    h("h3", {}, texts.leave),
    h("p", { class: "lead" }, texts.nobodyLead),
    boxes.name.element,
    boxes.email.element,
    textBox.element,
    note,
    h("button", { class: "go", type: "submit" }, texts.leaveSend),
    h("button", { class: "lk", type: "button", onclick: cancel }, texts.cancel),
  );
}
