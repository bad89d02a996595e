// What is said of a node under the pointer. Built from text nodes: it changes with every move, and names are hostile text.
import { formatCount } from "#shared/format/count";
import type { Trace } from "#shared/model/trace";
import type { FlameGraph } from "#shared/traces/flame-graph";
import { lengthText, nameText } from "../../trace/span-text";
import { shareWords } from "../span-words";
import styles from "./Flame.module.css";

export interface NodeFacts {
  service: string;
  operation: string;
  /** Name and value, in the order in which they are told. */
  rows: [string, string][];
}

export function factsOf(trace: Trace, graph: FlameGraph, node: number): NodeFacts {
  const at = (column: ArrayLike<number>) => column[node] ?? 0;
  const [count, total, self, errors] = [at(graph.count), at(graph.total), at(graph.self), at(graph.errors)];
  return {
    service: nameText(trace.services[at(graph.service)] || "unknown service"),
    operation: nameText(trace.operations[at(graph.operation)] || "no name"),
    rows: [
      ["calls", formatCount(count)],
      ["total", lengthText(total)],
      ...(count > 1 ? [["average", lengthText(total / count)] satisfies [string, string]] : []),
      ["self", lengthText(self)],
      ["share of the trace", shareWords(total / Math.max(1, trace.durationNs))],
      ...(errors > 0 ? [["errors", formatCount(errors)] satisfies [string, string]] : []),
    ],
  };
}

export function tipParts(trace: Trace, graph: FlameGraph, node: number): HTMLElement[] {
  const { service, operation, rows } = factsOf(trace, graph, node);
  const head = element("p", styles.tipHead);
  head.append(element("b", styles.tipName, operation), element("span", styles.tipService, service));
  const list = element("dl", styles.tipRows);
  for (const [name, value] of rows) list.append(element("dt", undefined, name), element("dd", undefined, value));
  return [head, list];
}

function element(name: string, className: string | undefined, text?: string): HTMLElement {
  const made = document.createElement(name);
  if (className !== undefined) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
