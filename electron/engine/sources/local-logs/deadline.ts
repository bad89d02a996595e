import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";

const usualDeadline: Milliseconds = seconds(60);

/** Ends what takes too long, and says so instead of "cancelled". */
export async function withDeadline<T>(
  { clock, signal, deadline = usualDeadline }: { clock: Clock; signal: AbortSignal; deadline?: Milliseconds | undefined },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener("abort", stop);
  let isLate = false;
  const cancel = clock.setTimer(() => {
    isLate = true;
    controller.abort();
  }, deadline);
  // A folder on a server that is gone hangs in the kernel, which hears of no signal.
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason));
  });
  try {
    return await Promise.race([run(controller.signal), ended]);
  } catch (error) {
    if (!isLate || signal.aborted) throw error;
    const say = `Reading this machine's logs took longer than ${deadline / 1000} s: ask for a shorter time, or for fewer of them.`;
    throw new AppError({ kind: "timeout", say, retry: true }, { cause: error });
  } finally {
    cancel();
    signal.removeEventListener("abort", stop);
  }
}
