import { Modal } from "@mantine/core";
import { session } from "../api/session";
import { useT } from "../i18n";
import { isOpen, line } from "../live/line";
import { SignInForm } from "./form";

/** Over the page as it is: whoever signs in again goes on where they were. */
export function SessionEnded() {
  const t = useT();
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={t("session.end.title")}>
      <p className="dialog-lead">{t("session.end")}</p>
      <SignInForm name={session()?.user.email} done={() => isOpen() && line().connect()} />
    </Modal>
  );
}
