import { h, icon } from "./dom";
import type { Texts } from "./texts";

export type Asking = "end" | "leave" | null;

interface Choices {
  texts: Texts;
  asking: Asking;
  canLeave: boolean;
  /** a message was left already */
  hasLeft: boolean;
  ask: (what: Asking) => void;
  leaveMessage: () => void;
  end: (reason: string) => void;
}

/** What else a waiting visitor can do, and the question before something ends. */
export function choices({ texts, asking, canLeave, hasLeft, ask, leaveMessage, end }: Choices): Node[] {
  const button = (label: string, onclick: () => void, before?: Node) => h("button", { type: "button", onclick }, before, label);
  if (asking) {
    const isQueue = asking === "leave";
    return [
      h(
        "div",
        { class: "ask", role: "group", "aria-label": isQueue ? texts.leaveQueueAsk : texts.endAsk },
        h("p", {}, isQueue ? texts.leaveQueueAsk : texts.endAsk),
        h(
          "div",
          { class: "two" },
          button(texts.cancel, () => ask(null)),
          h(
            "button",
            { class: "danger", type: "button", onclick: () => end(isQueue ? "visitor-left-queue" : "visitor-ended") },
            isQueue ? texts.leaveQueue : texts.end,
          ),
        ),
      ),
    ];
  }
  if (canLeave) {
    return [...(hasLeft ? [] : [button(texts.leave, leaveMessage, icon("mail"))]), button(texts.leaveQueue, () => ask("leave"))];
  }
  return [];
}
