import { uuid } from "@sapa/client";

/** What this browser remembers of a conversation. */
export interface Remembered {
  session: string;
  token: string;
  expiresAt?: string;
  startedAt: number;
  name: string;
  email: string;
  topic: string;
  /** Of the portal's account, if it was known. */
  account: string;
  number?: string;
  lastRead: number;
  closedAt?: number;
  rated?: number;
  left?: string;
}

/** What stands in the start form. */
export interface Draft {
  name?: string;
  email?: string;
  phone?: string;
  topic?: string;
  text?: string;
  key?: string;
}

const BROWSER = "browser_uuid";

/** Local storage where the browser allows it, else the page's memory. */
export class Memory {
  private readonly kept = new Map<string, string>();

  constructor(private readonly company: string) {}

  /** The same for every widget and portal of this origin. */
  get browser(): string {
    let known = this.read(BROWSER);
    if (!known) {
      known = crypto.randomUUID?.() ?? uuid();
      this.write(BROWSER, known);
    }
    return known;
  }

  get conversation(): Remembered | null {
    return this.parse("conversation");
  }

  set conversation(value: Remembered | null) {
    this.put("conversation", value);
  }

  get draft(): Draft {
    return this.parse("draft") ?? {};
  }

  set draft(value: Draft | null) {
    this.put("draft", value);
  }

  /** What is written and not yet sent. */
  get unsent(): string {
    return this.parse("unsent") ?? "";
  }

  set unsent(text: string) {
    this.put("unsent", text || null);
  }

  get isOpen(): boolean {
    return this.parse("open") === true;
  }

  set isOpen(open: boolean) {
    this.put("open", open || null);
  }

  private parse(name: string): any {
    try {
      return JSON.parse(this.read(this.key(name)) ?? "null");
    } catch {
      return null;
    }
  }

  private put(name: string, value: unknown): void {
    if (value === null) {
      this.kept.delete(this.key(name));
      try {
        localStorage.removeItem(this.key(name));
      } catch {
        // It was in memory only.
      }
    } else {
      this.write(this.key(name), JSON.stringify(value));
    }
  }

  private key(name: string): string {
    return `sapa.widget.${this.company}.${name}`;
  }

  private read(key: string): string | null {
    try {
      return localStorage.getItem(key) ?? this.kept.get(key) ?? null;
    } catch {
      return this.kept.get(key) ?? null;
    }
  }

  private write(key: string, value: string): void {
    this.kept.set(key, value);
    try {
      localStorage.setItem(key, value);
    } catch {
      // Kept in memory.
    }
  }
}
