// One panel's asking: never two at once, the newest wish wins, a slow source sets its own pace, and who is out of sight is quiet.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { spacingFor } from "./pace";

export interface Wish<Question> {
  /** What is asked, but for the time: another one makes what is under way useless. */
  key: string;
  tick: { number: number; isForced: boolean };
  /** Between two refreshes; undefined: it does not move by itself. */
  everyMs: Milliseconds | undefined;
  question: Question;
}

export interface PanelRunnerParts<Question> {
  now(): EpochMs;
  /** Returns the function that takes it back. */
  wait(run: () => void, delay: Milliseconds): () => void;
  /** Asks all of a panel's queries and tells what came of it; fails only when given up. */
  ask(question: Question, key: string, signal: AbortSignal): Promise<void>;
}

export interface PanelRunner<Question> {
  /** Undefined: nobody looks. What is under way is given up, and nothing is asked until there is a wish again. */
  want(wish: Wish<Question> | undefined): void;
  /** The same again, now. */
  retry(): void;
}

export function createPanelRunner<Question>({ now, wait, ask }: PanelRunnerParts<Question>): PanelRunner<Question> {
  let wish: Wish<Question> | undefined;
  let underWay: { key: string; controller: AbortController } | undefined;
  let answered: { key: string; tick: number; startedAt: EpochMs; tookMs: Milliseconds } | undefined;
  let stopWaiting: (() => void) | undefined;

  function settle(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    if (!wish || underWay) return;
    if (answered?.key === wish.key) {
      if (answered.tick === wish.tick.number) return;
      const spacing = wish.everyMs === undefined || wish.tick.isForced ? 0 : spacingFor(answered.tookMs, wish.everyMs);
      // A tick that comes at its time must not wait for the next one because of a few ms.
      const delay = spacing > (wish.everyMs ?? 0) ? answered.startedAt + spacing - now() : 0;
      if (delay > 0) {
        stopWaiting = wait(settle, delay);
        return;
      }
    }
    start(wish);
  }

  function start({ key, tick, question }: Wish<Question>): void {
    const mine = { key, controller: new AbortController() };
    const startedAt = now();
    underWay = mine;
    const end = () => {
      // Given up: whoever did that has begun something else already.
      if (underWay !== mine) return;
      underWay = undefined;
      // However it ended: a source that is away takes its whole deadline to say so, and is to be left in peace as well.
      answered = { key, tick: tick.number, startedAt, tookMs: now() - startedAt };
      settle();
    };
    ask(question, key, mine.controller.signal).then(end, end);
  }

  function giveUp(): void {
    const was = underWay;
    underWay = undefined;
    was?.controller.abort();
  }

  return {
    want(next) {
      wish = next;
      if (!next || (underWay && underWay.key !== next.key)) giveUp();
      settle();
    },
    retry() {
      answered = undefined;
      settle();
    },
  };
}
