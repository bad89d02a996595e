// The answers that the worker has read, and the traces built of them. Those that nobody looks at go when they take too much memory.
import { AppError } from "#shared/model/failure";
import { type BuiltTrace, buildTrace } from "#shared/traces/build/index";
import type { ReadOutcome, ReadProblem, SpanTable } from "#shared/traces/span-table";
import { type TraceRows, tracesIn } from "#shared/traces/traces-in";

export interface KeptTrace {
  key: string;
  table: SpanTable;
  built: BuiltTrace;
  rows: Uint32Array;
  problems: ReadProblem[];
}

interface KeptAnswer {
  outcome: ReadOutcome;
  traces: TraceRows[];
  bytes: number;
  /** By trace id. */
  built: Map<string, KeptTrace>;
  /** How often its traces are open. */
  open: number;
}

/** What a built trace takes for each span. */
const builtBytes = 100;

export interface KeptAnswers {
  add(answerId: string, outcome: ReadOutcome, bytes: number): void;
  drop(answerId: string): void;
  open(answerId: string, traceId: string): KeptTrace;
  release(key: string): void;
  /** One that was opened; throws where it had to go since. */
  trace(key: string): KeptTrace;
  /** The table and rows of an answer, or of an open trace. */
  rowsOf(of: string): { table: SpanTable; rows: Uint32Array };
}

export function createKeptAnswers(mostBytes: number, onDropped: (answerId: string) => void): KeptAnswers {
  /** The one that was used last is the last. */
  const answers = new Map<string, KeptAnswer>();
  const answerOf = new Map<string, string>();

  function touch(answerId: string): KeptAnswer {
    const answer = answers.get(answerId);
    if (!answer) throw gone();
    answers.delete(answerId);
    answers.set(answerId, answer);
    return answer;
  }

  function forget(answerId: string): void {
    for (const { key } of answers.get(answerId)?.built.values() ?? []) answerOf.delete(key);
    answers.delete(answerId);
  }

  /** The answers used last stay, and those on screen. */
  function makeRoom(): void {
    const sizeOf = ({ bytes, built }: KeptAnswer) =>
      bytes + [...built.values()].reduce((sum, { rows }) => sum + rows.length * builtBytes, 0);
    let size = [...answers.values()].reduce((sum, answer) => sum + sizeOf(answer), 0);
    const newest = [...answers.keys()].at(-1);
    for (const [answerId, answer] of answers) {
      if (size <= mostBytes) return;
      if (answer.open > 0 || answerId === newest) continue;
      size -= sizeOf(answer);
      forget(answerId);
      onDropped(answerId);
    }
  }

  return {
    add(answerId, outcome, bytes) {
      answers.set(answerId, { outcome, traces: tracesIn(outcome.table), bytes, built: new Map(), open: 0 });
      makeRoom();
    },
    drop: forget,
    open(answerId, traceId) {
      const answer = touch(answerId);
      const found = findTrace(answer.traces, traceId);
      if (!found) throw new AppError({ kind: "not-found", say: `The trace ${traceId} is not among those that were read.` });
      const { table, isCut } = answer.outcome;
      const problems = answer.traces.length === 1 ? answer.outcome.problems : [];
      let kept = answer.built.get(found.traceId);
      if (!kept) {
        const key = `${answerId}/${found.traceId}`;
        kept = { key, table, built: buildTrace(table, found.rows, { isCut }), rows: found.rows, problems };
        answer.built.set(found.traceId, kept);
        answerOf.set(key, answerId);
      }
      answer.open++;
      makeRoom();
      return kept;
    },
    release(key) {
      const answer = answers.get(answerOf.get(key) ?? "");
      if (answer && answer.open > 0) answer.open--;
      makeRoom();
    },
    trace(key) {
      const answer = touch(answerOf.get(key) ?? "");
      for (const kept of answer.built.values()) if (kept.key === key) return kept;
      throw gone();
    },
    rowsOf(of) {
      if (answerOf.has(of)) return this.trace(of);
      const { outcome, traces } = touch(of);
      const rows = traces.flatMap((trace) => [...trace.rows]);
      return { table: outcome.table, rows: Uint32Array.from(rows) };
    },
  };
}

const gone = () =>
  new AppError({ kind: "not-found", say: "This trace was put away to save memory; open it again.", retry: true });

/** By the id as it is, else without regard to leading zeros, else by the lower half of it. */
function findTrace(traces: readonly TraceRows[], traceId: string): TraceRows | undefined {
  const asked = traceId.toLowerCase();
  const by = (form: (id: string) => string) => traces.find((trace) => form(trace.traceId) === form(asked));
  return by((id) => id) ?? by((id) => id.replace(/^0+/, "")) ?? by((id) => id.padStart(32, "0").slice(-16));
}
