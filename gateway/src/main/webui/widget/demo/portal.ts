/** `?as=Nama&account=123&email=…` plays a visitor who is signed in at the portal; `?lang=en` and `?theme=dark` what they say. */
const asked = new URLSearchParams(location.search);
const chat = document.querySelector("sapa-chat")!;

for (const [parameter, attribute] of [
  ["lang", "lang"],
  ["theme", "theme"],
  ["as", "name"],
  ["email", "email"],
  ["account", "oss-user-id"],
  ["business", "company-name"],
  ["company", "company"],
  ["topics", "topics"],
] as const) {
  const value = asked.get(parameter);
  if (value !== null) {
    chat.setAttribute(attribute, value);
  }
}
const root = document.documentElement;
if (asked.get("theme")) {
  root.dataset.theme = asked.get("theme")!;
}
if (asked.get("dir") === "rtl") {
  root.dir = "rtl";
}
document.querySelector("#siapa")!.textContent = asked.get("as") ?? "Belum masuk";

// As a portal loads it: whatever happens to it, the page stands.
const widget = "/widget/sapa-chat.js";
void import(/* @vite-ignore */ widget).catch(() => chat.remove());
