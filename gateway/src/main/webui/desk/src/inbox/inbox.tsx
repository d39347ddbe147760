import { useT } from "../i18n";
import { ConversationView } from "../conversation/conversation";
import { Mark } from "../parts/icon";
import { ConversationList } from "./list";

/** The list, and the conversation that is open. */
export function Inbox({ open }: { open: string | null }) {
  const t = useT();
  return (
    <div className={`inbox${open ? " has-open" : ""}`}>
      <a className="skip" href="#list">
        {t("nav.skip.list")}
      </a>
      <a className="skip" href="#conversation">
        {t("nav.skip.conv")}
      </a>
      <ConversationList open={open} />
      {open ? (
        <ConversationView key={open} id={open} />
      ) : (
        <main className="conv blank" id="conversation" tabIndex={-1}>
          <h1 className="vh">{t("nav.inbox")}</h1>
          <span className="kawung">
            <Mark size={56} />
          </span>
          <p>{t("empty.select")}</p>
        </main>
      )}
    </div>
  );
}
