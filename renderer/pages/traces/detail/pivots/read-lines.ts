import type { Bridge } from "#shared/contract/bridge";
import type { StreamInput } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";

export interface ReadLine {
  ms: EpochMs;
  ns: number;
  line: string;
}

/** The first lines of a log query, in their order; no more than its limit. An abort ends it in the engine too. */
export function readLines(
  bridge: Pick<Bridge, "open">,
  asked: Omit<StreamInput<"logs.query">, "direction">,
  signal: AbortSignal,
): Promise<ReadLine[]> {
  return new Promise((resolve, reject) => {
    const lines: ReadLine[] = [];
    const finish = (settle: () => void) => {
      signal.removeEventListener("abort", abort);
      stream.close();
      settle();
    };
    const abort = () => finish(() => reject(new AppError({ kind: "cancelled", say: "Cancelled.", retry: true })));
    const stream = bridge.open(
      "logs.query",
      { ...asked, direction: "forward" },
      2,
      ({ block, done }) => {
        for (const [index, line] of block.lines.entries()) {
          lines.push({ ms: block.ms[index] ?? 0, ns: block.ns[index] ?? 0, line });
        }
        if (done !== undefined || lines.length >= asked.limit) finish(() => resolve(lines.slice(0, asked.limit)));
        else stream.grant(1);
      },
      (failure) => finish(() => (failure ? reject(new AppError(failure)) : resolve(lines))),
    );
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
  });
}
