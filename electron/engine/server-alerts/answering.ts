// Whether a server answers, and since when it does not.
import { toFailure } from "#shared/model/failure";
import { type EpochMs, seconds } from "#shared/units/time";
import type { Clock } from "../clock";

export interface Answering {
  /** Asked at least once, whatever came of it. */
  readonly isFoundOut: boolean;
  /** In words, once it has not answered for long enough to be believed; at once when it has never answered since the start. */
  silent(): string | undefined;
  silentSince(): EpochMs | undefined;
  readonly heardAt: EpochMs | undefined;
  answered(): void;
  failed(error: unknown): void;
}

/** One lost request is no silence: alerts would be unknown and known again with every hiccup of a network. */
const believedAfter = seconds(30);

export function createAnswering({ clock, name }: { clock: Clock; name(): string }): Answering {
  let lastAnswer: { at: EpochMs; monotonic: number } | undefined;
  let failure: { say: string; since: EpochMs } | undefined;

  const isSilent = () =>
    failure !== undefined && (!lastAnswer || clock.monotonic() - lastAnswer.monotonic >= believedAfter) ? failure : undefined;

  return {
    get isFoundOut() {
      return lastAnswer !== undefined || failure !== undefined;
    },
    silent() {
      const { say } = isSilent() ?? {};
      return say === undefined ? undefined : `${name()} is silent: ${say}`;
    },
    silentSince: () => isSilent()?.since,
    get heardAt() {
      return lastAnswer?.at;
    },
    answered() {
      lastAnswer = { at: clock.now(), monotonic: clock.monotonic() };
      failure = undefined;
    },
    failed(error) {
      failure = { say: toFailure(error).say, since: failure?.since ?? lastAnswer?.at ?? clock.now() };
    },
  };
}
