import { useT } from "../i18n";
import { ApiError } from "../api/http";
import { Mark } from "../parts/icon";
import { follow, href } from "./route";

/** A calm page for what is closed to this person, or is not there. */
export function Closed({ kind }: { kind: "forbidden" | "missing" }) {
  const t = useT();
  return (
    <main className="pane blank">
      <Mark size={44} />
      <h1 tabIndex={-1}>{t(kind === "forbidden" ? "err.forbidden" : "err.missing")}</h1>
      <a className="btn" href={href("")} onClick={follow}>
        {t("err.home")}
      </a>
    </main>
  );
}

/** What stands in a region that could not be loaded. */
export function Trouble({ failure, retry }: { failure: unknown; retry: () => void }) {
  const t = useT();
  const known = failure instanceof ApiError ? failure : null;
  return (
    <div className="trouble" role="alert">
      <p>{known?.status === 403 ? t("err.forbidden") : known?.status === 503 && known.retryAfter ? t("err.busy", { s: known.retryAfter }) : t("err.region")}</p>
      {known?.trace && <small>{t("err.trace", { id: known.trace.slice(0, 8) })}</small>}
      {known?.status !== 403 && (
        <button type="button" className="btn s" onClick={retry}>
          {t("err.again")}
        </button>
      )}
    </div>
  );
}

export function why(failure: unknown, t: ReturnType<typeof useT>): string {
  if (failure instanceof ApiError) return failure.status === 0 ? t("err.unreachable") : failure.message;
  return t("err.unreachable");
}
