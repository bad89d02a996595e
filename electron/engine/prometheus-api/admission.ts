// How many requests are answered at once. An answer can be tens of megabytes, and is held until its reader has taken all of it.
import { ApiError } from "./api-error";

export interface Admission {
  /** Waits for its turn, first come, first served; the returned function ends the turn. Rejects when the request is gone before. */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createAdmission(most: number): Admission {
  const waiting: (() => void)[] = [];
  let inside = 0;

  function turn(): () => void {
    inside++;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      inside--;
      waiting.shift()?.();
    };
  }

  return {
    enter(signal) {
      if (inside < most) return Promise.resolve(turn());
      return new Promise((resolve, reject) => {
        const admit = () => {
          signal.removeEventListener("abort", leave);
          resolve(turn());
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(admit), 1);
          reject(new ApiError("canceled", "query was canceled in query queue"));
        };
        waiting.push(admit);
        signal.addEventListener("abort", leave, { once: true });
        if (signal.aborted) leave();
      });
    },
  };
}
