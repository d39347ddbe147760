/** One beat a second for everything on the page that shows passing time, on the server's clock. */
type Beat = (now: number) => void;

const beats = new Set<Beat>();
let clock: () => number = Date.now;
let timer: ReturnType<typeof setInterval> | undefined;

export function useServerClock(serverNow: () => number) {
  clock = serverNow;
}

export function serverNow(): number {
  return clock();
}

export function onBeat(beat: Beat): () => void {
  beats.add(beat);
  timer ??= setInterval(() => {
    const now = clock();
    for (const each of beats) each(now);
  }, 1000);
  return () => {
    beats.delete(beat);
    if (beats.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
