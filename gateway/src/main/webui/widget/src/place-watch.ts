import type { Api, Place } from "./api";
import type { Remembered } from "./memory";

const PLACE_EVERY_MS = 5_000;

interface Host {
  readonly api: Api;
  /** The conversation that is open, and whether it waits. */
  readonly session: Remembered | null;
  readonly isWaiting: boolean;
  /** the visitor has another position now */
  moved(position: number): void;
  changed(): void;
}

/** Asks now and then where a waiting visitor stands. */
export class PlaceWatch {
  place: Place | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: Host) {}

  start(): void {
    const known = this.host.session;
    if (this.timer !== undefined || !known) {
      return;
    }
    const { session, token } = known;
    const look = async () => {
      try {
        const place = await this.host.api.place(session, token);
        if (this.host.session?.session === session && this.host.isWaiting) {
          if (place.position !== null && place.position !== this.place?.position) {
            this.host.moved(place.position);
          }
          this.place = place;
          this.host.changed();
        }
      } catch {
        // The strip tells when the line is gone; the last place stays.
      }
      if (this.host.session?.session === session && this.timer !== undefined) {
        this.timer = setTimeout(look, document.hidden ? 3 * PLACE_EVERY_MS : PLACE_EVERY_MS);
      }
    };
    // A new conversation is known to routing a moment later.
    this.timer = setTimeout(look, 300);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  forget(): void {
    this.stop();
    this.place = null;
  }
}
