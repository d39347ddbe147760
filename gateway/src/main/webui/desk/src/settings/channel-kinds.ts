import type { ChannelAccount } from "../api/types";
import type { Key } from "../i18n";

/** Something that an account has of its own, by its name on the wire. */
export interface Setting {
  name: string;
  word: Key;
  help?: Key;
  example?: string;
  /** what the server takes where nothing is said; what has none must be given */
  fallback?: string;
  /** stands among those that must be given, though it need not */
  isMain?: boolean;
  choices?: readonly string[];
  type?: "text" | "url" | "email";
}

/** What is kept and never shown again. */
export interface Keepsake {
  name: string;
  word: Key;
  help?: Key;
  isOptional?: boolean;
  /** made up here and told to the provider, not the other way round */
  isOurs?: boolean;
}

export interface Kind {
  channel: string;
  word: Key;
  settings: Setting[];
  secrets: Keepsake[];
  /** whether the provider can be told from here where to deliver */
  registers: boolean;
  /** from the provider's console to the first message */
  steps: Key[];
}

/** What each channel asks of an account. */
export const KINDS: readonly Kind[] = [
  {
    channel: "whatsapp",
    word: "channel.whatsapp",
    settings: [
      { name: "phone_number_id", word: "channels.phone_number_id", help: "channels.phone_number_id.help", example: "106540352242922" },
      { name: "base_url", word: "channels.base_url", fallback: "https://graph.facebook.com", type: "url" },
      { name: "api_version", word: "channels.api_version", fallback: "v21.0" },
    ],
    secrets: [
      { name: "access_token", word: "channels.access_token", help: "channels.access_token.help" },
      { name: "app_secret", word: "channels.app_secret", help: "channels.app_secret.help" },
      { name: "verify_token", word: "channels.verify_token", help: "channels.verify_token.help", isOurs: true },
    ],
    registers: false,
    steps: ["channels.whatsapp.1", "channels.whatsapp.2", "channels.whatsapp.3", "channels.whatsapp.4"],
  },
  {
    channel: "telegram",
    word: "channel.telegram",
    settings: [{ name: "base_url", word: "channels.base_url", fallback: "https://api.telegram.org", type: "url" }],
    secrets: [
      { name: "bot_token", word: "channels.bot_token", help: "channels.bot_token.help" },
      { name: "webhook_secret", word: "channels.webhook_secret", help: "channels.webhook_secret.help", isOurs: true },
    ],
    registers: true,
    steps: ["channels.telegram.1", "channels.telegram.2", "channels.telegram.3"],
  },
  {
    channel: "email",
    word: "channel.email",
    settings: [
      { name: "address", word: "channels.address", example: "layanan@example.go.id", type: "email" },
      { name: "display_name", word: "channels.display_name", fallback: "", isMain: true },
      { name: "smtp_host", word: "channels.smtp_host", example: "smtp.example.go.id" },
      { name: "smtp_user", word: "channels.smtp_user", help: "channels.smtp_user.help", fallback: "", isMain: true },
      { name: "imap_host", word: "channels.imap_host", help: "channels.imap_host.help", fallback: "", isMain: true },
      { name: "imap_user", word: "channels.imap_user", help: "channels.smtp_user.help", fallback: "", isMain: true },
      { name: "smtp_port", word: "channels.smtp_port", fallback: "" },
      { name: "smtp_tls", word: "channels.smtp_tls", fallback: "starttls", choices: ["starttls", "tls"] },
      { name: "imap_port", word: "channels.imap_port", fallback: "" },
      { name: "imap_tls", word: "channels.imap_tls", fallback: "tls", choices: ["tls", "starttls"] },
      { name: "imap_folder", word: "channels.imap_folder", fallback: "INBOX" },
      { name: "receipts", word: "channels.receipts", fallback: "none", choices: ["none", "delivery", "read"] },
    ],
    secrets: [
      { name: "smtp_password", word: "channels.smtp_password", isOptional: true },
      { name: "imap_password", word: "channels.imap_password", isOptional: true },
      { name: "webhook_secret", word: "channels.webhook_secret", help: "channels.webhook_secret.mail", isOptional: true, isOurs: true },
    ],
    registers: false,
    steps: ["channels.email.1", "channels.email.2", "channels.email.3"],
  },
];

export function kindOf(channel: string): Kind | undefined {
  return KINDS.find((kind) => kind.channel === channel);
}

/** An account as it is edited; a secret that is left empty stays as it is. */
export interface AccountForm {
  name: string;
  department: string | null;
  bot: boolean;
  enabled: boolean;
  values: Record<string, string>;
}

export const NEW_ACCOUNT: AccountForm = { name: "", department: null, bot: false, enabled: true, values: {} };

export function asForm(account: ChannelAccount): AccountForm {
  const values = Object.fromEntries(Object.entries(account.settings).map(([name, value]) => [name, String(value ?? "")]));
  return { name: account.name, department: account.department_id, bot: account.bot, enabled: account.enabled, values };
}

/** What must be given and is not. */
export function missingIn(kind: Kind, form: AccountForm, isKept: (secret: string) => boolean): string[] {
  const isEmpty = ({ name }: { name: string }) => !form.values[name]?.trim();
  return [
    ...(form.name.trim() ? [] : ["name"]),
    ...kind.settings.filter((one) => one.fallback === undefined && isEmpty(one)).map((one) => one.name),
    ...kind.secrets.filter((one) => !one.isOptional && isEmpty(one) && !isKept(one.name)).map((one) => one.name),
  ];
}

export function asRequest(kind: Kind, form: AccountForm) {
  const given = (fields: readonly { name: string }[]) =>
    Object.fromEntries(fields.map(({ name }) => [name, form.values[name]?.trim() ?? ""]).filter(([, value]) => value !== ""));
  return {
    channel: kind.channel,
    name: form.name.trim(),
    department_id: form.department,
    bot: form.bot,
    enabled: form.enabled,
    settings: given(kind.settings),
    secrets: given(kind.secrets),
  };
}

/** Letters, digits, `_` and `-`, which every provider takes. */
export function madeUp(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

export type AccountState = "off" | "paused" | "behind" | "ready";

export function stateOf(account: ChannelAccount, now: number): AccountState {
  if (!account.enabled) return "off";
  if (account.paused_until !== null && Date.parse(account.paused_until) > now) return "paused";
  return account.waiting > 0 ? "behind" : "ready";
}
