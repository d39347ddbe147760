import type { Message } from "@sapa/client";
import { Refused, type Api } from "./api";
import { h, icon } from "./dom";
import { field } from "./field";
import { firstName } from "./log";
import type { Remembered } from "./memory";
import type { Texts } from "./texts";

interface Closing {
  texts: Texts;
  api: Api;
  session: Remembered;
  messages: readonly Message[];
  /** who had the conversation at its end */
  agentName: string | undefined;
  rated: (stars: number, isNews: boolean) => void;
  download: () => void;
  again: () => void;
}

/** Thanks, stars, and what can be done after the end. */
export function closedCard({ texts, api, session, messages, agentName, rated, download, again }: Closing): HTMLElement {
  const spoke = messages.findLast((one) => one.senderType === "agent");
  const helper = agentName ?? spoke?.senderName;
  const first = messages[0];
  const minutes = first && session.closedAt ? Math.round((session.closedAt - Date.parse(first.at)) / 60_000) : 0;
  return h(
    "section",
    { class: "donec", "aria-label": texts.ended },
    h("span", { class: "ok" }, icon("check")),
    h("h3", {}, texts.thanks(firstName(session.name))),
    helper && h("p", { class: "lead" }, texts.helpedBy(helper, minutes)),
    session.rated ? h("p", { class: "rl" }, texts.rated) : helper && starsOf(texts, api, session, rated),
    h(
      "div",
      { class: "two" },
      h("button", { type: "button", onclick: download }, icon("dl"), texts.transcript),
      h("button", { type: "button", onclick: again }, texts.again),
    ),
  );
}

function starsOf(texts: Texts, api: Api, session: Remembered, rated: Closing["rated"]): HTMLElement {
  const note = h("p", { class: "note", role: "status" });
  const words = h("p", { class: "rl" });
  const feedback = h("textarea", { rows: "2", name: "feedback", maxlength: "4000" });
  const feedbackBox = field(texts, texts.improve, feedback, true);
  let stars = 0;
  const radios = texts.stars.map((word, index) => {
    const input = h("input", {
      type: "radio",
      name: "stars",
      class: "vh",
      "aria-label": texts.starOf(index + 1, word),
      onchange: () => {
        stars = index + 1;
        radios.forEach(({ label }, at) => label.classList.toggle("on", at < stars));
        words.textContent = texts.starOf(stars, word);
        more.hidden = false;
        more.scrollIntoView({ block: "nearest" });
      },
    });
    return { input, label: h("label", {}, input, icon("star")) };
  });
  const rate = async () => {
    try {
      await api.rate(session.session, session.token, stars, feedback.value.trim());
      rated(stars, true);
    } catch (failure) {
      note.textContent = texts.ratingFailed;
      if (failure instanceof Refused && failure.status === 409) {
        rated(stars, false);
      }
    }
  };
  const more = h(
    "div",
    { class: "more", hidden: true },
    feedbackBox.element,
    h("button", { class: "go", type: "button", onclick: () => void rate() }, texts.sendRating),
  );
  return h(
    "fieldset",
    { class: "rate" },
    h("legend", {}, texts.rate),
    h("div", { class: "stars", role: "radiogroup", "aria-label": texts.rate }, ...radios.map(({ label }) => label)),
    words,
    more,
    note,
  );
}
