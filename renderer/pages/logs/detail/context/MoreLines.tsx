import { formatCount } from "#shared/format/count";
import { Button } from "../../../../components/Button";
import styles from "./Context.module.css";
import { mostLines, type Side } from "./context-lines";
import type { ContextLines } from "./use-context-lines";

const steps = [10, 50, 200];

/** At either end: more lines, or that there are none. */
export function MoreLines({ side, context }: { side: Side; context: ContextLines }) {
  const { lines, isEnd } = context[side];
  const isBusy = context.loading !== undefined;
  // Disabled while it waits, the button would lose the focus that the keys need.
  const ask = (count: number) => !isBusy && context.more(side, count);
  const word = side === "before" ? "earlier" : "later";
  if (isEnd) {
    return (
      <p className={styles.end}>
        No {word} lines of this stream were found.
        {side === "after" && (
          <Button size="small" kind="quiet" aria-busy={context.loading === side} onClick={() => ask(50)}>
            Look again
          </Button>
        )}
      </p>
    );
  }
  if (lines.length >= mostLines) {
    return <p className={styles.end}>{formatCount(mostLines)} lines to a side are shown here; a query has more.</p>;
  }
  if (lines.length === 0 && isBusy) return null;
  return (
    <div className={styles.more}>
      {steps.map((count) => (
        <Button
          key={count}
          size="small"
          kind="quiet"
          aria-busy={context.loading === side}
          onClick={() => ask(Math.min(count, mostLines - lines.length))}
        >
          {count} {word}
        </Button>
      ))}
    </div>
  );
}
