// Asks one server again and again: sooner while it answers quickly, later while it fails, and never so often that it costs more
// than a little.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";

export interface Polling {
  /** Asks now, after a request that is under way, and resolves when that is done with. */
  now(): Promise<void>;
  stop(): void;
}

export interface PollingOptions {
  clock: Clock;
  /** Rejects with bugs only. Tells whether the server answered, and how long working on the answer took. */
  ask(signal: AbortSignal): Promise<{ isAnswered: boolean; workMs: Milliseconds }>;
  /** Between two answers, while all is well. */
  period(): Milliseconds;
}

const longestOfFailing = seconds(60);
const longest = seconds(30);
/** A server with ten thousand alerts is asked less often: none may take more than one part in two hundred of the engine's time. */
const rests = 200;

export function createPolling({ clock, ask, period }: PollingOptions): Polling {
  const controller = new AbortController();
  let failures = 0;
  let running: Promise<void> | undefined;
  let cancel = clock.setTimer(() => void run(), 0);

  async function once(): Promise<void> {
    let outcome = { isAnswered: false, workMs: 0 };
    try {
      outcome = await ask(controller.signal);
    } finally {
      // Also after a bug: a server that is asked no more would look as if nothing changed there.
      askLater(outcome);
    }
  }

  function askLater({ isAnswered, workMs }: { isAnswered: boolean; workMs: Milliseconds }): void {
    failures = isAnswered ? 0 : failures + 1;
    const wait = isAnswered
      ? Math.max(period(), Math.min(longest, workMs * rests))
      : Math.min(longestOfFailing, period() * 2 ** Math.min(failures - 1, 10));
    cancel();
    if (!controller.signal.aborted) cancel = clock.setTimer(() => void run(), wait);
  }

  function run(): Promise<void> {
    cancel();
    running ??= once().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    async now() {
      await running;
      if (!controller.signal.aborted) await run();
    },
    stop() {
      cancel();
      controller.abort();
    },
  };
}
