import { SapaChat } from "./element";

if (!customElements.get("sapa-chat")) {
  customElements.define("sapa-chat", SapaChat);
}
