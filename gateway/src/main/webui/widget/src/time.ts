import type { Texts } from "./texts";

/** Times as people of the language write them; the clock has 24 hours. */
export class Times {
  private readonly clockFormat: Intl.DateTimeFormat;
  private readonly dayFormat: Intl.DateTimeFormat;
  private readonly openFormat: Intl.DateTimeFormat;

  constructor(
    private readonly lang: string,
    private readonly texts: Texts,
  ) {
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    this.clockFormat = new Intl.DateTimeFormat(lang, clock);
    this.dayFormat = new Intl.DateTimeFormat(lang, { weekday: "long", day: "numeric", month: "long" });
    this.openFormat = new Intl.DateTimeFormat(lang, { weekday: "long", ...clock });
  }

  clock(at: string | number): string {
    return this.clockFormat.format(new Date(at));
  }

  day(at: string | number): string {
    const days = Math.round((midnight(Date.now()) - midnight(new Date(at).getTime())) / 86_400_000);
    return days === 0 ? this.texts.today : days === 1 ? this.texts.yesterday : this.dayFormat.format(new Date(at));
  }

  opening(at: string): string {
    return this.openFormat.format(new Date(at));
  }

  size(bytes: number): string {
    const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, "KB"] : [bytes / 1_000_000, "MB"];
    const shown = value.toLocaleString(this.lang, { maximumFractionDigits: value < 10 ? 1 : 0 });
    return `${shown} ${unit}`;
  }

  partOfDay(): string {
    const hour = new Date().getHours();
    return this.texts.parts[hour < 4 ? 3 : hour < 11 ? 0 : hour < 15 ? 1 : hour < 18 ? 2 : 3]!;
  }
}

export function isSameDay(a: string, b: string): boolean {
  return midnight(new Date(a).getTime()) === midnight(new Date(b).getTime());
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
