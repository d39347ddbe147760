import { Refused, type Api, type Started, type StartRequest } from "./api";
import type { Texts } from "./texts";

/**
 * Begins a conversation, and tries again as long as that may help and is wanted.
 *
 * @returns null when it is not wanted any more; fails with the refusal of what was refused for good
 */
export async function startSession(api: Api, texts: Texts, request: StartRequest, key: string, isWanted: () => boolean, note: HTMLElement): Promise<Started | null> {
  for (let attempt = 0; isWanted(); attempt++) {
    try {
      return await api.start(request, key);
    } catch (failure) {
      const refused = failure instanceof Refused ? failure : new Refused(0, "", String(failure), 0);
      if (!refused.isPassing) {
        throw refused;
      }
      note.textContent =
        refused.status === 429 && refused.retryAfter > 0 ? texts.busy(refused.retryAfter) : texts.startFailed;
      await lineOr(refused.retryAfter * 1000 || Math.min(1000 * 2 ** attempt, 15_000));
    }
  }
  return null;
}

/** Waits, at most until the browser says that it has a line again. */
function lineOr(wait: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, wait);
    addEventListener("online", done, { once: true });
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
  });
}
