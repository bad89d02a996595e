// Puts back what an earlier process left: how far each writer had come, and the runs that only the log has.
import { type Blocks, tierIds } from "./blocks";
import type { Column } from "./codec/column";
import type { Head, Runs } from "./head/head";
import type { Homes } from "./homes";
import type { LogWriting } from "./log-writing";
import type { SeriesTable } from "./series/series-table";

export interface RecoverParts {
  head: Head;
  blocks: Blocks;
  series: SeriesTable;
  homes: Homes;
  logging: LogWriting | undefined;
  /** What the log held. */
  recovered: readonly Runs[];
}

export function recover({ head, blocks, series, homes, logging, recovered }: RecoverParts): void {
  // Also writers whose samples lie in coarser tiers only: their runs go on being numbered from there.
  for (const writer of new Set(tierIds.flatMap((tier) => [...blocks.writers(tier)]))) {
    const { lastRun = 0, end = 0 } = blocks.newest(writer) ?? {};
    head.restore({ writer, firstRun: lastRun, lastRun, times: Float64Array.of(end), series: [], column: noColumn });
  }
  for (const logged of recovered) {
    // A crash after the block was written and before the log began anew: what is in both is taken from the block.
    if (logged.lastRun <= blocks.newestRun(0, logged.writer)) continue;
    // After a crash in the middle of a deletion the log has rows of series that are not there any more.
    const runs = { ...logged, series: logged.series.filter(series.has) };
    head.restore(runs);
    homes.note(runs.writer, runs.series, runs.times.at(-1) ?? 0);
    logging?.noteLogged(runs);
  }
}

const noColumn = (): Column => {
  throw new Error("there are no rows");
};
