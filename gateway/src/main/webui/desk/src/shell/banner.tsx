import type { Connection } from "@sapa/client";
import { useEffect, useRef, useState } from "react";
import { useT } from "../i18n";
import { line, isOpen, useConnection } from "../live/line";
import { Icon } from "../parts/icon";

const QUIET_MS = 1500;
const BACK_MS = 2500;

/** Says that the line is gone, calmly and only after a moment; and shortly that it is back. Lies over the page, moves nothing. */
export function Banner() {
  const t = useT();
  const connection = useConnection();
  const isLost = connection.state === "waiting" || connection.state === "connecting";
  const since = isLost ? connection.since : 0;
  const [isShown, setShown] = useState(false);
  const [back, setBack] = useState<{ sent: number } | null>(null);
  const wasShown = useRef(false);

  useEffect(() => {
    if (!isLost) {
      setShown(false);
      return;
    }
    const timer = setTimeout(
      () => {
        setShown(true);
        wasShown.current = true;
      },
      Math.max(0, QUIET_MS - (Date.now() - since)),
    );
    return () => clearTimeout(timer);
  }, [isLost, since]);

  useEffect(() => {
    if (!isOpen()) return;
    return line().on("resumed", ({ sent }) => {
      if (!wasShown.current) return;
      wasShown.current = false;
      setBack({ sent });
    });
  }, [connection]);
  useEffect(() => {
    if (!back) return;
    const timer = setTimeout(() => setBack(null), BACK_MS);
    return () => clearTimeout(timer);
  }, [back]);

  if (connection.state === "stopped" && connection.reason === "forbidden") {
    return (
      <div className="banner" role="status">
        <Icon name="off" />
        <span>{t("net.forbidden")}</span>
      </div>
    );
  }
  if (isShown && isLost) {
    return (
      <div className="banner" role="status">
        <Icon name="off" />
        <span>{t("net.reconnecting")}</span>
        <Countdown connection={connection} />
        <button type="button" className="btn s" onClick={() => line().retryNow()}>
          {t("net.now")}
        </button>
      </div>
    );
  }
  if (back) {
    return (
      <div className="banner good" role="status">
        <Icon name="check" />
        <span>{back.sent > 0 ? t("net.back.sent", { n: back.sent }) : t("net.back")}</span>
      </div>
    );
  }
  return null;
}

function Countdown({ connection }: { connection: Connection }) {
  const t = useT();
  const [, beat] = useState(0);
  const retryAt = connection.state === "waiting" ? connection.retryAt : 0;
  useEffect(() => {
    const timer = setInterval(() => beat((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((retryAt - Date.now()) / 1000);
  return seconds > 0 ? <em aria-hidden="true">{t("net.in", { s: seconds })}</em> : null;
}
