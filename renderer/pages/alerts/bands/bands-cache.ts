// The pasts of the alerts in sight. Rows come and go while the board is scrolled: what is asked for waits a moment, and only those
// that are still there then are asked, together. Nothing is asked for rows that nobody sees.
import type { CallOutput } from "#shared/contract/index";
import { type EpochMs, type Milliseconds, minutes } from "#shared/units/time";

type Answer = CallOutput<"alerts.bands">["alerts"][number];

export interface AlertPast extends Answer {
  fromMs: EpochMs;
  toMs: EpochMs;
}

export interface BandsCache {
  /** Wants an alert's past until the returned function is called. Another `version` means that it has changed since. */
  watch(id: string, version: string, run: () => void): () => void;
  read(id: string): AlertPast | undefined;
}

interface Options {
  lengthMs: Milliseconds;
  ask(input: { ids: string[]; fromMs: EpochMs; toMs: EpochMs }): Promise<CallOutput<"alerts.bands">>;
  now(): EpochMs;
  /** Returns the function that takes it back. */
  wait(run: () => void, delay: Milliseconds): () => void;
  isHidden(): boolean;
}

/** Long enough to scroll past. */
const patience: Milliseconds = 120;
/** A strip of a day moves by a pixel in some minutes. */
const freshFor: Milliseconds = minutes(2);
/** As the contract lets one question be. */
const mostAtOnce = 200;
const mostKept = 2000;

export function createBandsCache({ lengthMs, ask, now, wait, isHidden }: Options): BandsCache {
  const watched = new Map<string, { version: string; runs: Set<() => void> }>();
  const kept = new Map<string, { past: AlertPast; version: string }>();
  const asked = new Set<string>();
  let stopWaiting: (() => void) | undefined;
  let isSoon = false;

  function isDue(id: string): boolean {
    const want = watched.get(id);
    if (!want || asked.has(id)) return false;
    const have = kept.get(id);
    return !have || have.version !== want.version || now() - have.past.toMs >= freshFor;
  }

  /** The next look: in a moment when something is missing, otherwise when what is there gets old. */
  function plan(soon: boolean): void {
    if (stopWaiting && (isSoon || !soon)) return;
    stopWaiting?.();
    isSoon = soon;
    stopWaiting = wait(
      () => {
        stopWaiting = undefined;
        look();
      },
      soon ? patience : freshFor,
    );
  }

  function look(): void {
    if (watched.size === 0) return;
    plan(false);
    if (isHidden()) return;
    const due = [...watched.keys()].filter(isDue);
    for (let start = 0; start < due.length; start += mostAtOnce) void fetch(due.slice(start, start + mostAtOnce));
  }

  async function fetch(ids: string[]): Promise<void> {
    const toMs = now();
    const fromMs = toMs - lengthMs;
    const versions = new Map(ids.map((id) => [id, watched.get(id)?.version ?? ""]));
    for (const id of ids) asked.add(id);
    try {
      const { alerts } = await ask({ ids, fromMs, toMs });
      for (const past of alerts) keep(past.id, { past: { ...past, fromMs, toMs }, version: versions.get(past.id) ?? "" });
    } catch {
      // Without its strip a row says all the rest; the next look asks again.
    } finally {
      for (const id of ids) asked.delete(id);
    }
    for (const id of ids) for (const run of watched.get(id)?.runs ?? []) run();
    if (ids.some((id) => kept.has(id) && isDue(id))) plan(true);
  }

  function keep(id: string, entry: { past: AlertPast; version: string }): void {
    kept.delete(id);
    kept.set(id, entry);
    for (const [oldest] of kept) {
      if (kept.size <= mostKept) break;
      if (!watched.has(oldest)) kept.delete(oldest);
      else break;
    }
  }

  return {
    watch(id, version, run) {
      const want = watched.get(id) ?? { version, runs: new Set() };
      want.version = version;
      want.runs.add(run);
      watched.set(id, want);
      plan(isDue(id));
      return () => {
        want.runs.delete(run);
        if (want.runs.size > 0 || watched.get(id) !== want) return;
        watched.delete(id);
        if (watched.size > 0) return;
        stopWaiting?.();
        stopWaiting = undefined;
      };
    },
    read: (id) => kept.get(id)?.past,
  };
}
