import type { Place } from "./api";
import { h, icon } from "./dom";
import type { Texts } from "./texts";
import type { Times } from "./time";

/** Whether nobody is there to answer soon. */
function isUnattended(place: Place): boolean {
  return place.open === false || place.staffed === false;
}

/** That the visitor's message was taken, and the number it is found by. */
export function ticketCard(texts: Texts, number: string, contact: string): HTMLElement {
  return h(
    "div",
    { class: "qcard" },
    h("p", { class: "big" }, texts.ticket(number)),
    h("p", { class: "small" }, texts.ticketLead(contact)),
  );
}

/** Where the visitor stands and how long it may take, as far as that is known; without anybody, the way out. */
export function placeCard(texts: Texts, times: Times, place: Place | null, leave: () => void): HTMLElement {
  if (place && isUnattended(place)) {
    const closed = place.open === false;
    return h(
      "div",
      { class: "qcard attn" },
      h("p", { class: "big" }, closed ? texts.closedHours : texts.nobody),
      closed && place.next_open_at && h("p", { class: "ql" }, texts.opens(times.opening(place.next_open_at))),
      h("p", { class: "small" }, (closed && place.closed_text) || texts.nobodyLead),
      h("button", { class: "go slim", type: "button", onclick: leave }, icon("mail"), texts.leave),
    );
  }
  if (!place || place.position === null) {
    return h("div", { class: "qcard" }, h("p", { class: "ql" }, texts.placing), h("p", { class: "small" }, texts.stay));
  }
  const estimate = place.estimate;
  const minutes = (seconds: number) => Math.max(1, Math.ceil(seconds / 60));
  return h(
    "div",
    { class: "qcard" },
    h("p", { class: "ql" }, texts.youAre),
    h("p", { class: "pos" }, String(place.position)),
    h(
      "div",
      { class: "ln", "aria-hidden": "true" },
      ...Array.from({ length: Math.min(place.ahead, 6) }, () => h("i")),
      h("i", { class: "me" }),
    ),
    h("p", { class: "ql" }, texts.ahead(place.ahead)),
    h(
      "p",
      { class: "est" },
      estimate
        ? texts.estimate(Math.max(1, Math.floor(estimate.low_seconds / 60)), minutes(estimate.high_seconds))
        : texts.estimateUnknown,
    ),
    h("p", { class: "small" }, texts.stay),
  );
}
