import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Answering } from "./answering";

interface Asked<T> {
  clock: Clock;
  signal: AbortSignal;
  answering: Answering;
  ask(): Promise<T>;
  take(answer: T): void | Promise<void>;
  onOutcome(): void;
}

/** One request of a watch: what comes of it is taken in and told, and how much work that was. */
export async function runAsked<T>(asked: Asked<T>): Promise<{ isAnswered: boolean; workMs: Milliseconds }> {
  const { clock, signal, answering } = asked;
  let answer: T;
  try {
    answer = await asked.ask();
  } catch (error) {
    if (!signal.aborted) {
      answering.failed(error);
      asked.onOutcome();
    }
    return { isAnswered: false, workMs: 0 };
  }
  if (signal.aborted) return { isAnswered: false, workMs: 0 };
  const began = clock.monotonic();
  answering.answered();
  await asked.take(answer);
  if (signal.aborted) return { isAnswered: false, workMs: 0 };
  asked.onOutcome();
  // Reading the answer, which is mixed with waiting for it, takes about twice as long as what was measured here.
  return { isAnswered: true, workMs: 3 * (clock.monotonic() - began) };
}
