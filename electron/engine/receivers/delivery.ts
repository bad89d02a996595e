// Sends one notification by one integration: tries, waits longer and longer, and tries again until it is sent, hopeless or too late.

import { formatDuration } from "#shared/format/duration";
import { AppError } from "#shared/model/failure";
import type { GroupNotification } from "#shared/model/notification";
import { hours, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { Attempt, Channel } from "./channel";
import type { DeliveryOutcome } from "./integrations";
import type { Lane } from "./lane";
import { sleep } from "./sleep";

export interface DeliveryOptions {
  open(): Promise<Channel>;
  lane: Lane;
  clock: Clock;
  log: Log;
  /** Between 0 and 1: many that failed together must not come back together. */
  random(): number;
  /** For the log. */
  label: string;
  /** A person who waits for a test hears of its first failure. */
  mostTries?: number;
  /** Called after each try: how the integration is doing. */
  onAttempt?(attempt: Attempt): void;
  /** Called when it begins and ends to wait for another try. */
  onWaiting?(isWaiting: boolean): void;
}

const firstPause = seconds(1);
const longestPause = minutes(5);
/** Whoever says nothing for so long hangs, also where a group's interval is shorter than the time that an answer may take. */
const longSilence = seconds(5);
/** Who asks for more is asked again sooner: a broken clock over there must not silence a receiver for years. */
const longestQuiet = hours(1);

export function deliver(
  notification: GroupNotification,
  options: DeliveryOptions,
  signal: AbortSignal,
): Promise<Exclude<DeliveryOutcome, { kind: "held" }>> {
  const { lane } = options;
  return lane.inOrder(notification.groupKey, () => tryUntilDone(notification, options, signal));
}

async function tryUntilDone(notification: GroupNotification, options: DeliveryOptions, signal: AbortSignal) {
  const { lane, clock, random, mostTries = Number.POSITIVE_INFINITY, onAttempt, onWaiting } = options;
  const start = clock.monotonic();
  let last: Attempt | undefined;
  for (let tries = 1; ; tries++) {
    let triedAt = clock.monotonic();
    const attempt = await lane.inTurn(signal, () => {
      triedAt = clock.monotonic();
      return tryOnce(notification, options, signal);
    });
    if (!attempt || (signal.aborted && attempt.kind === "again")) {
      const say = attempt
        ? "no answer came before the group was looked at again"
        : "it did not come to its turn before the group was looked at again";
      // A try that was broken off at once says nothing about the far side.
      if (attempt && clock.monotonic() - triedAt >= longSilence) onAttempt?.({ kind: "again", say });
      return failed(last?.say ?? say, tries - 1, clock.monotonic() - start);
    }
    last = attempt;
    onAttempt?.(attempt);
    if (attempt.kind === "sent") return { kind: "sent" as const, say: tidy(attempt.say) };
    if (attempt.kind === "hopeless" || tries >= mostTries) return failed(attempt.say, tries, clock.monotonic() - start);
    const quiet = Math.min(attempt.afterMs ?? 0, longestQuiet);
    if (quiet > 0) lane.quietFor(quiet);
    const pause = Math.min(longestPause, firstPause * 2 ** (tries - 1)) * (0.5 + random() / 2);
    onWaiting?.(true);
    const isTime = await sleep(clock, Math.max(pause, quiet), signal);
    onWaiting?.(false);
    if (!isTime) return failed(attempt.say, tries, clock.monotonic() - start);
  }
}

async function tryOnce(
  notification: GroupNotification,
  { open, log, label }: DeliveryOptions,
  signal: AbortSignal,
): Promise<Attempt> {
  try {
    const channel = await open();
    return await channel.send(notification, signal);
  } catch (error) {
    if (error instanceof AppError) return { kind: error.failure.retry ? "again" : "hopeless", say: error.failure.say };
    if (signal.aborted) return { kind: "again", say: "it was broken off" };
    log.error(`sending by ${label} failed`, error);
    return { kind: "hopeless", say: "something went wrong inside Watchdeck; the log has the details" };
  }
}

function failed(say: string, tries: number, took: number) {
  const often = tries > 1 ? `; tried ${tries} times in ${formatDuration(Math.round(took / 1000) * 1000)}` : "";
  return { kind: "failed" as const, why: "failed" as const, say: `${tidy(say)}${often}` };
}

/** Outcomes stand behind others in a line: no full stop. */
const tidy = (say: string) => say.replace(/\.$/, "");
