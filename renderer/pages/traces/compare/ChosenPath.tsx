import { formatCount } from "#shared/format/count";
import type { TraceComparison } from "#shared/traces/compare";
import { Button } from "../../../components/Button";
import { lengthText, nameText } from "../trace/span-text";
import styles from "./Compare.module.css";

export interface ChosenPathProps {
  compared: TraceComparison;
  /** -1 for none. */
  node: number;
  onOpen(side: "a" | "b", node: number): void;
}

/** The chosen call path in figures, and the ways to its spans. */
export function ChosenPath({ compared, node, onOpen }: ChosenPathProps) {
  if (node < 0) {
    return <p className={styles.chosen}>Choose a line to see it in figures, and to go to its spans in either trace.</p>;
  }
  const service = nameText(compared.services[compared.service[node] ?? 0] || "unknown service");
  const operation = nameText(compared.operations[compared.operation[node] ?? 0] || "no name");
  return (
    <div className={styles.chosen}>
      <p className={styles.chosenName} title={`${service} ${operation}`} role="status">
        <span className={styles.muted}>{service}</span> <b>{operation}</b>
      </p>
      {(["a", "b"] as const).map((side) => {
        const { count, self, first } = figuresOf(compared, side, node);
        return (
          <p key={side} className={styles.chosenSide}>
            <b className={styles.letter} data-side={side}>
              {side.toUpperCase()}
            </b>
            {count === 0 ? "not there" : `${formatCount(count)} ${count === 1 ? "call" : "calls"}, self time ${lengthText(self)}`}
            {first >= 0 && (
              <Button size="small" onClick={() => onOpen(side, node)}>
                {`Open in ${side.toUpperCase()}`}
              </Button>
            )}
          </p>
        );
      })}
    </div>
  );
}

function figuresOf(compared: TraceComparison, side: "a" | "b", node: number) {
  const { countA, countB, selfA, selfB, firstA, firstB } = compared;
  const [count, self, first] = side === "a" ? [countA, selfA, firstA] : [countB, selfB, firstB];
  return { count: count[node] ?? 0, self: self[node] ?? 0, first: first[node] ?? -1 };
}
