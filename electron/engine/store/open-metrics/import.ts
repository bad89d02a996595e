// Reads OpenMetrics text into the store. The whole text is checked first, so that a wrong one changes nothing; then it is read again
// and written a few million samples at a time.
import type { MetricKind } from "#shared/model/sample";
import type { EpochMs } from "#shared/units/time";
import type { EmbeddedStore } from "../embedded-store";
import { createImportBatch } from "./import-batch";
import { linesOf } from "./lines";
import { createOpenMetricsParser, type ParsedSeries } from "./parse";

export interface Imported {
  series: number;
  samples: number;
  /** Of the oldest and newest sample; absent when there were none. */
  from?: EpochMs;
  to?: EpochMs;
}

/** So many are gathered before they are written: the fewer blocks a series lies in, the faster it is read. */
const samplesAtOnce = 4_000_000;

/**
 * `open` gives the bytes from the beginning, each time. `name` tells this import from others: what is written lies under writers of
 * its own. Throws a TextFault for a wrong text; then nothing was imported.
 */
export async function importOpenMetrics(
  open: () => AsyncIterable<Uint8Array>,
  store: Pick<EmbeddedStore, "addBlock" | "noteKinds">,
  name: string,
): Promise<Imported> {
  const imported = await check(open());
  const kinds = new Map<string, MetricKind>();
  let writers = 0;
  let batch = createImportBatch();
  const write = async () => {
    const used = await batch.write(store, (index) => `${name} ${writers + index}`);
    writers += used;
    batch = createImportBatch();
  };
  const parser = createOpenMetricsParser((series, time, value) => {
    kinds.set(series.labels.__name__ ?? "", series.kind);
    batch.add(series, time, value);
  });
  for await (const lines of linesOf(open())) {
    for (const line of lines) parser.line(line);
    if (batch.samples >= samplesAtOnce) await write();
  }
  parser.end();
  await write();
  store.noteKinds(kinds);
  return imported;
}

async function check(bytes: AsyncIterable<Uint8Array>): Promise<Imported> {
  const seen = new Set<ParsedSeries>();
  let samples = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const parser = createOpenMetricsParser((series, time) => {
    seen.add(series);
    samples++;
    if (time < from) from = time;
    if (time > to) to = time;
  });
  for await (const lines of linesOf(bytes)) for (const line of lines) parser.line(line);
  parser.end();
  return { series: seen.size, samples, ...(samples > 0 && { from, to }) };
}
