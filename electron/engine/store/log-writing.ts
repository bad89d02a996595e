// Writes down what is only in memory: samples to the log, and before them what they cannot be read without, the label sets of
// their series. It has a queue of its own, because the work on blocks may take longer than samples may wait.
import type { MetricKind } from "#shared/model/sample";
import type { Disk } from "./disk/disk";
import type { Head, Runs } from "./head/head";
import type { Homes } from "./homes";
import type { SampleLog } from "./log/sample-log";
import type { SeriesTable } from "./series/series-table";
import { createTurns } from "./turns";

export interface LogWriting {
  write(): Promise<void>;
  /** Begins the log anew with nothing in it but what is not on disk yet. */
  restart(): Promise<void>;
  /** Writes down the label sets of series that are new; a block with their samples must come after that. */
  saveSeries(): Promise<void>;
  /** There are kinds of metrics that are not written down. */
  noteKinds(): void;
  /** These runs lie in the log already. */
  noteLogged(runs: Runs): void;
}

export interface LogWritingParts {
  head: Pick<Head, "writers" | "runsAfter">;
  series: Pick<SeriesTable, "labels">;
  homes: Homes;
  kinds: ReadonlyMap<string, MetricKind>;
  disk: Pick<Disk, "saveSeries" | "saveKinds">;
  sampleLog: SampleLog;
  /** The newest run of a writer that is on disk. */
  sealedRun(writer: string): number;
}

export function createLogWriting({ head, series, homes, kinds, disk, sampleLog, sealedRun }: LogWritingParts): LogWriting {
  const loggedRuns = new Map<string, number>();
  let kindsAreSaved = true;

  /** Several where the clock stepped back between. */
  function stretchesAfter(writer: string, run: number): Runs[] {
    const stretches: Runs[] = [];
    for (let runs = head.runsAfter(writer, run); runs; runs = head.runsAfter(writer, runs.lastRun)) stretches.push(runs);
    return stretches;
  }

  const noteLogged = ({ writer, lastRun }: Runs): void => void loggedRuns.set(writer, lastRun);

  async function saveChanged(): Promise<void> {
    const changed = homes.takeChanged();
    if (changed.length === 0) return;
    const records = changed.map((id) => ({
      id,
      labels: series.labels(id),
      writers: [...homes.writersOf(id)],
      lastDay: homes.lastDay(id),
    }));
    try {
      await disk.saveSeries(records);
    } catch (error) {
      homes.markChanged(changed);
      throw error;
    }
  }

  async function saveKinds(): Promise<void> {
    if (kindsAreSaved) return;
    // Before the wait: a kind that comes meanwhile has to be saved again.
    kindsAreSaved = true;
    try {
      await disk.saveKinds(kinds);
    } catch (error) {
      kindsAreSaved = false;
      throw error;
    }
  }

  /** Whoever comes while others save waits for them: what they have taken is not on disk before that. */
  const saveInTurn = createTurns();
  const saveSeries = () => saveInTurn(saveChanged);

  return {
    saveSeries,
    noteLogged,
    noteKinds() {
      kindsAreSaved = false;
    },

    async write() {
      const fresh = head.writers().flatMap((writer) => stretchesAfter(writer, loggedRuns.get(writer) ?? sealedRun(writer)));
      for (const { writer, series: ids, times } of fresh) homes.note(writer, ids, times.at(-1) ?? 0);
      // A row of the log names series by number only, so their label sets go first.
      await saveSeries();
      await saveKinds();
      if (fresh.length === 0) return;
      await sampleLog.write(fresh);
      for (const runs of fresh) noteLogged(runs);
    },

    async restart() {
      const open = head.writers().flatMap((writer) => stretchesAfter(writer, sealedRun(writer)));
      await sampleLog.restart(open);
      for (const runs of open) noteLogged(runs);
    },
  };
}
