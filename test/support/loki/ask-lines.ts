// Asking a source of logs as tests do: all pages at once, and a tail as a list that grows.
import type { LogEntry } from "#shared/logs/block";
import { toNsTime } from "#shared/logs/block";
import type { LogSource, LogSpan, TailState } from "../../../electron/engine/sources/log-source";

const never = new AbortController().signal;

export interface Lines {
  entries: LogEntry[];
  texts: string[];
  pages: number;
  done: "limit" | "end" | undefined;
  warnings: string[];
}

export async function linesOf(
  source: LogSource,
  asked: { expr: string; direction?: "backward" | "forward"; limit?: number } & LogSpan,
): Promise<Lines> {
  const lines: Lines = { entries: [], texts: [], pages: 0, done: undefined, warnings: [] };
  for await (const page of source.query({ direction: "backward", limit: 100_000, ...asked, signal: never })) {
    lines.entries.push(...page.entries);
    lines.warnings.push(...page.warnings);
    lines.done = page.done;
    lines.pages++;
  }
  lines.texts = lines.entries.map(({ line }) => line);
  return lines;
}

export interface Followed {
  entries: LogEntry[];
  texts: string[];
  states: TailState[];
  dropped: number;
  failure: unknown;
  stop(): void;
}

export function follow(source: LogSource, expr: string, afterNs?: string): Followed {
  const abort = new AbortController();
  const followed: Followed = { entries: [], texts: [], states: [], dropped: 0, failure: undefined, stop: () => abort.abort() };
  source.tail(
    { expr, signal: abort.signal, ...(afterNs !== undefined && { afterNs }) },
    {
      onEntries(entries) {
        followed.entries.push(...entries);
        followed.texts.push(...entries.map(({ line }) => line));
      },
      onDropped: (count) => {
        followed.dropped += count;
      },
      onState: (state) => followed.states.push(state),
      onFailure: (error) => {
        followed.failure = error;
      },
    },
  );
  return followed;
}

export const timeOfEntry = ({ ms, ns }: LogEntry): string => toNsTime({ ms, ns });
