import { mostLogLines } from "#shared/contract/logs";
import { formatCount } from "#shared/format/count";
import { Button } from "../../../components/Button";
import type { LogRun, RunState } from "./create-run";
import { type ShownLines, statusWords } from "./status-words";

interface Props extends ShownLines {
  state: RunState;
  run: LogRun;
}

/** How far the reading has come, and the ways to go on. */
export function RunStatus({ state, run, ...shown }: Props) {
  const { phase, lines, end, isStale } = state;
  const canGoOn = !isStale && lines > 0 && (end === "limit" || phase === "cancelled" || phase === "failed");
  const words = statusWords(state, shown);
  return (
    <>
      <span role="status" title={words}>
        {words}
      </span>
      {canGoOn && (
        <>
          <Button size="small" kind="quiet" onClick={() => run.more()}>
            Load more
          </Button>
          <Button
            size="small"
            kind="quiet"
            onClick={() => run.more("all")}
            title={`All of this time, up to ${formatCount(mostLogLines)} lines`}
          >
            Load all
          </Button>
        </>
      )}
    </>
  );
}
