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
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  let isLate = false;
  const cancel = clock.setTimer(() => {
    isLate = true;
    controller.abort();
  }, deadline);
  try {
    return await run(controller.signal);
  } catch (error) {
    if (!isLate || signal.aborted) throw error;
    const say = `Reading this machine's logs took longer than ${deadline / 1000} s: ask for a shorter time, or for fewer of them.`;
    throw new AppError({ kind: "timeout", say, retry: true }, { cause: error });
  } finally {
    cancel();
    signal.removeEventListener("abort", stop);
  }
}
