// What the completion knows of a source, asked through the engine. One question at a time: the newest is the one whose answer
// somebody waits for, and one that was overtaken is cancelled in the engine too.
import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import type { DetectedField } from "#shared/contract/logs";
import type { NsTime } from "#shared/model/log";
import { type EpochMs, seconds } from "#shared/units/time";

type Ask = <N extends CallName>(name: N, input: CallInput<N>, options: { signal: AbortSignal }) => Promise<CallOutput<N>>;

interface Options {
  ask: Ask;
  source: string;
  /** The time that the query is about. */
  span(): { startNs: NsTime; endNs: NsTime };
  now(): EpochMs;
}

export interface LogKnowledge {
  labelNames(selector?: string): Promise<readonly string[]>;
  labelValues(label: string, selector?: string): Promise<{ values: readonly string[]; truncated: boolean }>;
  /** Of the lines that a log query finds. */
  fields(query: string): Promise<readonly DetectedField[]>;
}

/** New labels are offered after so long; asking at each key would load the server. */
const keptFor = seconds(60);
const mostKept = 200;
const mostValues = 5000;

/** A question that fails offers nothing: running the query will say what is wrong. */
export function createLogKnowledge({ ask, source, span, now }: Options): LogKnowledge {
  const kept = new Map<string, { at: EpochMs; answer: Promise<unknown> }>();
  let underWay: { key: string; abort: AbortController } | undefined;

  function once<T>(key: string, question: (signal: AbortSignal) => Promise<T>, nothing: T): Promise<T> {
    const known = kept.get(key);
    if (known && now() - known.at < keptFor) return known.answer as Promise<T>;
    underWay?.abort.abort();
    const abort = new AbortController();
    const mine = { key, abort };
    underWay = mine;
    const answer = question(abort.signal)
      .catch(() => {
        // Not kept, so that the next key asks again.
        if (kept.get(key)?.answer === answer) kept.delete(key);
        return nothing;
      })
      .finally(() => {
        if (underWay === mine) underWay = undefined;
      });
    kept.delete(key);
    kept.set(key, { at: now(), answer });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return answer;
  }

  const about = (selector: string | undefined) => ({ source, ...(selector !== undefined && { selector }), ...span() });

  return {
    labelNames: (selector) =>
      once(
        `names\u0000${selector ?? ""}`,
        async (signal) => (await ask("logs.labelNames", about(selector), { signal })).names,
        [],
      ),
    labelValues: (label, selector) =>
      once(
        `values\u0000${label}\u0000${selector ?? ""}`,
        (signal) => ask("logs.labelValues", { ...about(selector), label, limit: mostValues }, { signal }),
        { values: [], truncated: false },
      ),
    fields: (query) =>
      once(
        `fields\u0000${query}`,
        async (signal) => (await ask("logs.fields", { source, expr: query, ...span() }, { signal })).fields,
        [],
      ),
  };
}
