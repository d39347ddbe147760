import { describe, expect, it } from "vitest";
import type { ChannelAccount } from "../src/api/types";
import { asForm, asRequest, KINDS, kindOf, madeUp, missingIn, NEW_ACCOUNT, stateOf, type Kind } from "../src/settings/channel-kinds";

const whatsapp = kindOf("whatsapp") as Kind;

const account: ChannelAccount = {
  id: "1",
  channel: "whatsapp",
  name: "WhatsApp",
  address: "1065",
  department_id: null,
  bot: false,
  enabled: true,
  settings: { phone_number_id: "1065", base_url: "https://graph.facebook.com", api_version: "v21.0" },
  secrets_set: ["access_token", "app_secret", "verify_token"],
  webhook_url: "https://chat.example/api/v2/chat/webhooks/whatsapp/1",
  paused_until: null,
  waiting: 0,
};

describe("an account's form", () => {
  it("wants all that has no fallback, and a secret only where none is kept", () => {
    expect(missingIn(whatsapp, NEW_ACCOUNT, () => false)).toEqual(["name", "phone_number_id", "access_token", "app_secret", "verify_token"]);
    expect(missingIn(whatsapp, asForm(account), (name) => account.secrets_set.includes(name))).toEqual([]);
  });

  it("sends what was said and not the secrets that stay", () => {
    const form = asForm(account);
    const request = asRequest(whatsapp, { ...form, values: { ...form.values, access_token: " new ", api_version: "" } });
    expect(request.settings).toEqual({ phone_number_id: "1065", base_url: "https://graph.facebook.com" });
    expect(request.secrets).toEqual({ access_token: "new" });
  });

  it("knows each channel once, and no name twice in one", () => {
    expect(new Set(KINDS.map((kind) => kind.channel)).size).toBe(KINDS.length);
    for (const kind of KINDS) {
      const names = [...kind.settings, ...kind.secrets].map((one) => one.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("makes up what every provider takes", () => {
    expect(madeUp()).toMatch(/^[A-Za-z0-9_-]{32}$/u);
    expect(madeUp()).not.toBe(madeUp());
  });
});

describe("an account's state", () => {
  const at = Date.parse("2026-01-01T00:00:00Z");
  it.each([
    [{ enabled: false, waiting: 3 }, "off"],
    [{ paused_until: "2026-01-01T00:01:00Z" }, "paused"],
    [{ paused_until: "2025-12-31T23:59:00Z", waiting: 2 }, "behind"],
    [{}, "ready"],
  ])("of %j is %s", (what, state) => expect(stateOf({ ...account, ...what }, at)).toBe(state));
});
