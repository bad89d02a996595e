// What was pushed, and finding it again.
import { fromNsTime, type LogEntry } from "#shared/logs/block";
import { type Labels, labelsKey } from "#shared/model/labels";
import { detectedLevel, type PushedStream, withServiceName } from "./push";

export interface KeptLine {
  ns: bigint;
  entry: LogEntry;
}

interface KeptStream {
  labels: Labels;
  /** By time; those of one time in the order in which they came. */
  lines: KeptLine[];
}

export interface Span {
  /** Inclusive. */
  start: bigint;
  /** Exclusive. */
  end: bigint;
}

export interface KeptLines {
  /** Takes the lines; gives those that it did not have before. */
  add(streams: readonly PushedStream[]): KeptLine[];
  /** Streams that have lines in the span, in the order in which they came first. */
  streams(matches: (labels: Labels) => boolean, span: Span): KeptStream[];
}

/** `isOld`: before Loki 3, which names services and tells levels by itself. */
export function createKeptLines({ isOld }: { isOld: boolean }): KeptLines {
  const streams = new Map<string, KeptStream>();

  function streamOf(pushed: Labels): KeptStream {
    const labels = isOld ? { ...pushed } : withServiceName(pushed);
    const key = labelsKey(labels);
    const stream = streams.get(key) ?? { labels, lines: [] };
    streams.set(key, stream);
    return stream;
  }

  return {
    add(pushed) {
      const added: KeptLine[] = [];
      for (const { labels: given, lines } of pushed) {
        const { labels, lines: kept } = streamOf(given);
        for (const [time, line, own] of lines) {
          const ns = BigInt(time);
          // The same line at the same time is kept once.
          if (isThere(kept, ns, line)) continue;
          const metadata = isOld ? undefined : { detected_level: detectedLevel(labels, line), ...own };
          const entry = { ...fromNsTime(String(ns)), labels, line, ...(metadata && { metadata }) };
          kept.splice(placeAfter(kept, ns), 0, { ns, entry });
          added.push({ ns, entry });
        }
      }
      return added;
    },
    streams: (matches, { start, end }) =>
      [...streams.values()]
        .filter(({ labels }) => matches(labels))
        .map(({ labels, lines }) => ({ labels, lines: lines.filter(({ ns }) => ns >= start && ns < end) }))
        .filter(({ lines }) => lines.length > 0),
  };
}

function isThere(lines: readonly KeptLine[], ns: bigint, line: string): boolean {
  for (let index = placeAfter(lines, ns) - 1; lines[index]?.ns === ns; index--) {
    if (lines[index]?.entry.line === line) return true;
  }
  return false;
}

/** Behind the last line that is not later. Lines mostly come in order. */
function placeAfter(lines: readonly KeptLine[], ns: bigint): number {
  let index = lines.length;
  while (index > 0 && (lines[index - 1]?.ns ?? 0n) > ns) index--;
  return index;
}
