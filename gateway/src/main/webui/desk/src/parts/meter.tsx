import { useEffect, useRef } from "react";
import { duration } from "../i18n/format";
import { onBeat, serverNow } from "../live/ticker";

/** Seconds a visitor may wait, for the first answer and for the next one. */
export const TARGET = { waiting: 60, reply: 180 };

export function level(ms: number, target: number): "" | "w" | "b" {
  const share = ms / (target * 1000);
  return share > 1 ? "b" : share >= 0.5 ? "w" : "";
}

/** A bar that fills up to the target, with the time beside or below it; drawn by hand once a second, without React. */
export function WaitMeter({ since, target, words, inline = false }: { since: number; target: number; words?: (time: string) => string; inline?: boolean }) {
  const bar = useRef<HTMLSpanElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const draw = (now: number) => {
      const ms = Math.max(0, now - since);
      const how = level(ms, target);
      if (bar.current) {
        bar.current.className = `meter ${how}`;
        bar.current.style.setProperty("--share", String(Math.min(1, ms / (target * 1000))));
      }
      if (text.current) {
        text.current.className = `l3 ${how}`;
        text.current.textContent = words ? words(duration(ms)) : duration(ms);
      }
    };
    draw(serverNow());
    return onBeat(draw);
  }, [since, target, words]);
  return (
    <span className={inline ? "wait inline" : "wait"}>
      <span ref={bar} className="meter" aria-hidden="true">
        <i />
      </span>
      <span ref={text} className="l3" />
    </span>
  );
}

/** The time since then, counting. */
export function Since({ at, className }: { at: number; className?: string }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const draw = (now: number) => {
      if (text.current) text.current.textContent = duration(now - at);
    };
    draw(serverNow());
    return onBeat(draw);
  }, [at]);
  return <span ref={text} className={className} />;
}
