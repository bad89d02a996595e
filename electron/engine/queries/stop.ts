// Why a query ends before it is answered: whoever asked is gone, or its time is up.
import { AppError } from "#shared/model/failure";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";

export interface Stop {
  /** Whether the query is to end; looked at from inside an evaluation, where no timer fires. */
  readonly aborted: boolean;
  /** Runs once when the query is to end, unless that was before (see `aborted`); the returned function takes it back. */
  onStop(run: () => void): () => void;
  /** What is waited for, or the failure as soon as the query is to end. */
  unlessStopped<T>(work: Promise<T>): Promise<T>;
  /** The failure to tell. */
  failure(): AppError;
  /** The query has been answered: nothing is waited for any more. */
  end(): void;
}

export function createStop(clock: Clock, { signal, deadline }: { signal: AbortSignal; deadline: Milliseconds }): Stop {
  const endsAt = clock.monotonic() + deadline;
  const listeners = new Set<() => void>();
  const isLate = () => clock.monotonic() >= endsAt;
  let isTold = false;
  const tell = () => {
    isTold = true;
    for (const run of [...listeners]) run();
    listeners.clear();
  };
  let endWatch: (() => void) | undefined;

  /** Most queries are answered at once, and nobody waits: only with the first who does it is worth to be called. */
  function watch(): void {
    if (endWatch) return;
    const endTimer = clock.setTimer(tell, Math.max(0, endsAt - clock.monotonic()));
    signal.addEventListener("abort", tell);
    endWatch = () => {
      endTimer();
      signal.removeEventListener("abort", tell);
    };
    if (signal.aborted) isTold = true;
  }

  function failure(): AppError {
    if (signal.aborted) return new AppError({ kind: "cancelled", say: "The query was cancelled.", retry: true });
    const say = `This host did not answer the query within ${deadline / 1000} s; narrow its selectors or its time range.`;
    return new AppError({ kind: "timeout", say, retry: true });
  }

  return {
    get aborted() {
      // A timer may fire a little before its time.
      return isTold || signal.aborted || isLate();
    },
    onStop(run) {
      watch();
      listeners.add(run);
      return () => listeners.delete(run);
    },
    unlessStopped: (work) =>
      new Promise((resolve, reject) => {
        const stopped = () => reject(failure());
        watch();
        if (isTold) stopped();
        listeners.add(stopped);
        work.then(resolve, reject).finally(() => listeners.delete(stopped));
      }),
    failure,
    end() {
      endWatch?.();
      listeners.clear();
    },
  };
}
