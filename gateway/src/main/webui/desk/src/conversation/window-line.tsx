import { useEffect, useState } from "react";
import { useT } from "../i18n";
import { duration } from "../i18n/format";
import { onBeat, serverNow } from "../live/ticker";
import { Icon } from "../parts/icon";

const NEAR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** How long anything may still be said on the channel; to the minute, and to the second in the last hour. */
export function WindowLine({ channel, until }: { channel: string; until: number }) {
  const t = useT();
  const [left, setLeft] = useState(() => until - serverNow());
  useEffect(() => {
    const draw = (now: number) =>
      setLeft((before) => {
        const after = Math.max(0, until - now);
        return after < NEAR_MS || Math.floor(before / MINUTE_MS) !== Math.floor(after / MINUTE_MS) ? after : before;
      });
    draw(serverNow());
    return onBeat(draw);
  }, [until]);
  return (
    <p className={`window-line${left < NEAR_MS ? " near" : ""}`}>
      <Icon name="clock" size={14} /> {t("window.until", { channel, t: duration(left) })}
    </p>
  );
}
