import { notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { t } from "../i18n";
import { why } from "./pages";

export function say(message: ReactNode) {
  notifications.show({ message, color: "laut", withBorder: true });
}

export function complain(failure: unknown) {
  notifications.show({ message: t("err.action", { why: why(failure, t) }), color: "cabai", withBorder: true, autoClose: 10_000 });
}

/** Something to do about it stays for longer, and while it is pointed at. */
export function propose(message: string, action: string, act: () => void) {
  const id = notifications.show({
    message: (
      <span className="proposal">
        <span>{message}</span>
        <button
          type="button"
          className="btn s"
          onClick={() => {
            notifications.hide(id);
            act();
          }}
        >
          {action}
        </button>
      </span>
    ),
    color: "laut",
    withBorder: true,
    autoClose: 12_000,
  });
}
