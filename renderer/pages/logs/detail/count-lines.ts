// Counts a field over all loaded lines, a little at a time: the list stays quick while it goes on.
import { fieldInLine } from "#shared/logs/fields";
import type { Milliseconds } from "#shared/units/time";
import type { DetailRow } from "./detail-rows";
import type { DetailLine, LoadedLines } from "./lines";
import { createFieldCounter, type FieldStatistics } from "./statistics";

/** So many lines, spread over all of them, are counted before anything else: their figures come close to the true ones. */
export const sampleSize = 20_000;
/** Half of a frame. */
const slice: Milliseconds = 8;
/** The clock is read only so often: after so many lines, or as much text. */
const linesPerLook = 50;
const textPerLook = 32 * 1024;

export interface FieldCount {
  statistics: FieldStatistics;
  /** Of so many loaded lines. */
  total: number;
  isDone: boolean;
}

export interface CountParts {
  lines: LoadedLines;
  row: Pick<DetailRow, "name" | "from">;
  now(): Milliseconds;
  /** Runs it later: soon for the sample, when nothing else is to be done for the rest. */
  later(run: () => void, when: "soon" | "idle"): void;
  onCount(count: FieldCount): void;
}

/** Starts counting; the answer ends it. Told after the sample, now and then, and at the end. */
export function countField({ lines, row, now, later, onCount }: CountParts): () => void {
  const counter = createFieldCounter();
  const total = lines.size;
  const stride = Math.max(1, Math.ceil(total / sampleSize));
  let offset = 0;
  let position = 0;
  let isStopped = false;

  function run(): void {
    if (isStopped) return;
    const until = now() + slice;
    do {
      let text = 0;
      for (let looked = 0; looked < linesPerLook && text < textPerLook && offset < stride; looked++) {
        const line = position < total ? lines.line(position) : undefined;
        if (line) counter.add(valueIn(line, row));
        text += line?.line.length ?? 0;
        position += stride;
        if (position < total) continue;
        offset++;
        position = offset;
        // Between two rounds over the list the figures are fair again: each is spread over all of it.
        if (offset < stride && isTold(offset, stride)) tell(false);
      }
    } while (offset < stride && now() < until);
    if (offset < stride) later(run, offset === 0 ? "soon" : "idle");
    else tell(true);
  }
  const tell = (isDone: boolean) => onCount({ statistics: counter.read(), total, isDone });
  later(run, "soon");
  return () => {
    isStopped = true;
  };
}

/** After the first round, and then at every second one: reading the figures is work too. */
const isTold = (offset: number, stride: number): boolean => offset === 1 || (stride > 4 && offset % 2 === 1);

/** The field of another line: found where it was found in this one. */
export function valueIn({ labels, line, metadata, parsed }: DetailLine, { name, from }: CountParts["row"]): string | undefined {
  switch (from) {
    case "label":
      return own(labels, name);
    case "metadata":
      return own(metadata, name);
    case "parsed":
      return own(parsed, name) ?? own(labels, name);
    case "json":
    case "logfmt":
      return own(parsed, name) ?? fieldInLine(line, name);
  }
}

const own = (set: Readonly<Record<string, string>> | null | undefined, name: string): string | undefined =>
  set && Object.hasOwn(set, name) ? set[name] : undefined;
