// What one request runs under: a deadline, and the wish of who asked. Whatever ends it is said in words.
import { AppError } from "#shared/model/failure";
import type { Milliseconds } from "#shared/units/time";
import type { HttpServer } from "./http-client";
import { networkFailure } from "./network-failure";

export interface RequestWatch {
  /** Aborts what the request does. */
  readonly signal: AbortSignal;
  /** The deadline counts from now on. */
  restart(): void;
  /** Time does not count: who reads the answer is busy with what has come. */
  pause(): void;
  /** In words, with the deadline and the cancelling told apart from what the network did. */
  failureOf(error: unknown): Promise<AppError>;
  /** It is over. `breakOff`: what still comes is not wanted. */
  end(how?: { breakOff: boolean }): void;
}

/** Begins to count at once. */
export function watchRequest(server: HttpServer, wanted: AbortSignal, deadline: Milliseconds): RequestWatch {
  const controller = new AbortController();
  let isLate = false;
  let stopTimer = startTimer();

  function startTimer(): () => void {
    return server.clock.setTimer(() => {
      isLate = true;
      controller.abort();
    }, deadline);
  }

  const cancel = () => controller.abort();
  wanted.addEventListener("abort", cancel, { once: true });

  return {
    signal: controller.signal,
    restart() {
      stopTimer();
      stopTimer = startTimer();
    },
    pause: () => stopTimer(),
    async failureOf(error) {
      if (error instanceof AppError) return error;
      if (isLate) {
        const say = `${server.name} did not answer within ${deadline / 1000} s.`;
        return new AppError({ kind: "timeout", say, retry: true }, { cause: error });
      }
      if (wanted.aborted) return new AppError({ kind: "cancelled", say: "Cancelled.", retry: true }, { cause: error });
      return networkFailure(server, error);
    },
    end({ breakOff } = { breakOff: false }) {
      stopTimer();
      wanted.removeEventListener("abort", cancel);
      if (breakOff) controller.abort();
    },
  };
}
