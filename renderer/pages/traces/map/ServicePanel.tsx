import { X } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { formatCount } from "#shared/format/count";
import { formatQuantity } from "#shared/format/quantity";
import type { CallEdge, ServiceGraph } from "#shared/traces/dependency-graph";
import { hours } from "#shared/units/time";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { writeRange } from "../../../components/range-picker/range-in-address";
import { visibleText } from "../../../components/visible-text";
import { readSource } from "../../../stores/address";
import { firstSearch, writeSearch } from "../url";
import { readMap } from "./address";
import styles from "./Map.module.css";

interface Props {
  /** The whole graph: the panel tells of calls that are not drawn too. */
  graph: ServiceGraph;
  name: string;
  onChoose(name: string): void;
  /** Absent: it is what is looked at already. */
  onLook?: (() => void) | undefined;
  onClose(): void;
}

/** One service: who calls it, what it calls, and where to go from here. */
export function ServicePanel({ graph, name, onChoose, onLook, onClose }: Props) {
  const [params] = useSearchParams();
  const number = graph.nodes.findIndex((node) => node.name === name);
  const node = graph.nodes[number];
  const title = visibleText(name) || "(without a name)";
  const search = { ...firstSearch, source: readSource(params), service: name, isAsked: true, range: readMap(params).range };
  const metrics = new URLSearchParams({ service: name });
  if (search.source !== firstSearch.source) metrics.set("source", search.source);
  writeRange(metrics, search.range, hours(1));
  return (
    <section className={styles.panel} aria-label={`Service ${title}`}>
      <header className={styles.panelHead}>
        <h2 title={title}>{title}</h2>
        <IconButton icon={X} label="Close" onClick={onClose} />
      </header>
      {node ? (
        <>
          <p className={styles.panelFigures}>
            {formatCount(node.callsIn)} calls answered
            {node.errors !== undefined && `, ${formatQuantity(node.errors / Math.max(1, node.callsIn), "ratio")} of them failed`}
            <br />
            {formatCount(node.callsOut)} calls made
          </p>
          <div className={styles.panelActions}>
            <Link to={`/traces?${writeSearch(search)}`}>Find its traces</Link>
            <Link to={`/traces/services?${metrics}`}>Rate, errors, durations</Link>
          </div>
          {onLook && (
            <Button size="small" onClick={onLook}>
              Only what is around it
            </Button>
          )}
          <Calls
            title="Called by"
            graph={graph}
            edges={graph.edges.filter(({ to }) => to === number)}
            end="from"
            onChoose={onChoose}
          />
          <Calls
            title="Calls"
            graph={graph}
            edges={graph.edges.filter(({ from }) => from === number)}
            end="to"
            onChoose={onChoose}
          />
        </>
      ) : (
        <p className={styles.note}>It neither called nor was called in this time.</p>
      )}
    </section>
  );
}

const mostShown = 50;

interface CallsProps {
  title: string;
  graph: ServiceGraph;
  edges: readonly CallEdge[];
  end: "from" | "to";
  onChoose(name: string): void;
}

function Calls({ title, graph, edges, end, onChoose }: CallsProps) {
  if (edges.length === 0) return null;
  return (
    <div>
      <h3 className={styles.panelTitle}>
        {title} <span>{formatCount(edges.length)}</span>
      </h3>
      <ul className={styles.calls}>
        {edges.slice(0, mostShown).map((edge) => {
          const other = graph.nodes[edge[end]]?.name ?? "";
          const text = visibleText(other) || "(without a name)";
          return (
            <li key={edge[end]}>
              <button type="button" title={text} onClick={() => onChoose(other)}>
                {text}
              </button>
              <span className={(edge.errors ?? 0) > 0.01 * edge.calls ? styles.failing : undefined}>
                {formatCount(edge.calls)}
              </span>
            </li>
          );
        })}
      </ul>
      {edges.length > mostShown && <p className={styles.note}>and {formatCount(edges.length - mostShown)} more, in the list</p>}
    </div>
  );
}
