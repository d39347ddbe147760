import { preferences } from "../settings/preferences";
import { dayOf } from "./day";
import { t } from "./index";

function locale(): string {
  return preferences().language === "id" ? "id-ID" : "en-GB";
}

/** 10.42 or 10:42 */
export function clock(at: string | number): string {
  return new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

export function clockSeconds(at: string | number): string {
  return new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(at));
}

export function day(at: string | number): string {
  const date = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dayOf(at) === dayOf(today.getTime())) return t("time.today");
  if (dayOf(at) === dayOf(yesterday.getTime())) return t("time.yesterday");
  const sameYear = date.getFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat(locale(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

export function dateShort(at: string | number): string {
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short" }).format(new Date(at));
}

export function dateTime(at: string | number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

/** The time today, the date before. */
export function when(at: string | number): string {
  return dayOf(at) === dayOf(Date.now()) ? clock(at) : dateShort(at);
}

/** 0:41, 12:05; above an hour 2 j 5 m */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 24 * 60) return t("time.hm", { h: Math.floor(minutes / 60), m: minutes % 60 });
  return t("time.dh", { d: Math.floor(minutes / 1440), h: Math.floor(minutes / 60) % 24 });
}

/** The same in words, for those who listen. */
export function spoken(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t("time.seconds", { n: seconds });
  if (seconds < 3600) return t("time.minutes", { n: Math.floor(seconds / 60) });
  return t("time.hours", { n: Math.floor(seconds / 3600) });
}

export function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 }).format(value)} ${units[unit]}`;
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
}

/** A count where there is little room. */
export function few(count: number): string {
  return count < 1000 ? String(count) : new Intl.NumberFormat(locale(), { notation: "compact" }).format(count);
}

/** The zone in which this browser's days begin and end. */
export function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
