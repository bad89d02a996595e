import type { Trace } from "#shared/model/trace";
import type { FlameGraph } from "#shared/traces/flame-graph";
import { Button } from "../../../../components/Button";
import styles from "./Flame.module.css";
import { factsOf } from "./flame-tip";

export interface FlameFactsProps {
  trace: Trace;
  graph: FlameGraph;
  /** -1 for none. */
  node: number;
  onDetails(position: number): void;
  onShow(position: number): void;
}

/** What is known of the chosen node; read out as the keys go from one to the next. */
export function FlameFacts({ trace, graph, node, onDetails, onShow }: FlameFactsProps) {
  if (node < 0) {
    return (
      <p className={styles.facts}>
        Click a call to widen it; double click or Esc shows the whole trace. Arrows go from call to call.
      </p>
    );
  }
  const { service, operation, rows } = factsOf(trace, graph, node);
  const first = graph.firstPosition[node] ?? 0;
  return (
    <div className={styles.facts}>
      <p className={styles.factsName} title={`${service} ${operation}`} role="status">
        <span>{service}</span> <b>{operation}</b>
      </p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.actions}>
        <Button size="small" onClick={() => onDetails(first)}>
          {(graph.count[node] ?? 0) > 1 ? "Details of the first" : "Details"}
        </Button>
        <Button size="small" onClick={() => onShow(first)}>
          In the waterfall
        </Button>
      </div>
    </div>
  );
}
