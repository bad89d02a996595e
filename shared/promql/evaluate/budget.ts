// What a query may use up before it is ended, and whether anybody still waits for it. Evaluation is synchronous, so it has to
// look for itself; it does so often enough that a cancelled query ends within some milliseconds.
import { AppError } from "../../model/failure";

/** Looked at while a query runs. `timedOut` tells a deadline that passed from somebody who no longer waits. */
export interface Stop {
  readonly aborted: boolean;
  readonly timedOut?: boolean;
}

export interface Budget {
  /** Counts samples read or made; throws when there are too many, or when nobody waits any more. */
  spend(samples: number): void;
  /** Counts steps of work that make no samples, as comparing or sorting; throws when nobody waits any more. */
  work(amount: number): void;
}

/** Looking may cost as much as reading a clock, so it is done once for about this many samples or steps of work. */
const workBetweenLooks = 10_000;

export function createBudget(maxSamples: number, stop?: Stop): Budget {
  let left = maxSamples;
  let untilLook = 0;

  function work(amount: number): void {
    untilLook -= amount;
    if (untilLook > 0) return;
    untilLook = workBetweenLooks;
    if (stop?.aborted) throw stopped(stop);
  }

  return {
    work,
    spend(samples) {
      left -= samples;
      if (left < 0) throw tooManySamples(maxSamples);
      work(samples + 1);
    },
  };
}

function stopped({ timedOut }: Stop): AppError {
  return timedOut
    ? new AppError({
        kind: "timeout",
        say: "query timed out in expression evaluation: narrow its selectors or its time range",
        retry: true,
      })
    : new AppError({ kind: "cancelled", say: "query was canceled in expression evaluation", retry: true });
}

export function tooManySamples(most: number): AppError {
  return new AppError({
    kind: "refused",
    say:
      `query processing would load too many samples into memory in query execution: it would touch more than ` +
      `${most.toLocaleString("en")}; narrow its selectors or its time range`,
  });
}
