// Lines as they are written, of everything that was picked.
import { fromNsTime } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { Log } from "../../log";
import type { LogSource, TailListener } from "../log-source";
import type { AnyKind, Kinds } from "./kinds";
import { acceptOf, createWarnings, linesQuery } from "./query-pages";
import { selectionOf } from "./selection";
import { wait } from "./wait";

/** After trouble that may pass, as when a daemon is started anew. */
const pause: Milliseconds = seconds(10);

export async function tailAll(
  { kinds, clock, log }: { kinds: Kinds; clock: Clock; log: Log },
  { expr, afterNs, signal }: Parameters<LogSource["tail"]>[0],
  listener: TailListener,
): Promise<void> {
  const query = linesQuery(expr);
  const picked = kinds.picked();
  if (picked.length === 0) {
    throw new AppError({
      kind: "not-found",
      say: "No logs of this machine have been picked yet, so there is nothing to follow.",
    });
  }
  const [selection, accept] = [selectionOf(query), acceptOf(query)];
  // One file that cannot be read says nothing of the others; the query before has told of it.
  const warnings = createWarnings();
  const warn = (text: string) => {
    warnings.add(text);
    for (const fresh of warnings.take()) log.warn(`while logs were followed: ${fresh}`);
  };
  const troubled = new Map<AnyKind, { reason: string; retryAtMs: number }>();
  const openSince = clock.now();

  /** While one of them waits, that is what there is to say. */
  function tellState(): void {
    const [trouble] = troubled.values();
    if (!signal.aborted) listener.onState(trouble ? { kind: "waiting", ...trouble } : { kind: "open", sinceMs: openSince });
  }

  async function follow(kind: AnyKind): Promise<void> {
    let after = afterNs === undefined ? undefined : fromNsTime(afterNs);
    while (!signal.aborted) {
      try {
        await kind.follow({ selection, accept, after, signal, warn, onEntries: listener.onEntries });
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof AppError) || (!error.failure.retry && picked.length === 1)) throw error;
        after = { ms: clock.now(), ns: 0 };
        troubled.set(kind, { reason: error.message, retryAtMs: clock.now() + pause });
        tellState();
        await wait(clock, pause, signal);
        troubled.delete(kind);
        tellState();
      }
    }
  }

  tellState();
  await Promise.all(picked.map(follow));
}
