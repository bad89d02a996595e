import { useEffect, useRef, useState } from "react";
import type { ServiceGraph } from "#shared/traces/dependency-graph";
import type { Layout } from "./layout";

/** A graph with where its services stand. */
export interface PlacedGraph {
  graph: ServiceGraph;
  layout: Layout;
  widths: readonly number[];
}

/**
 * The last graph that was laid out: until the next one is, it stays on the screen. A layout that is not wanted any more is ended
 * with its worker, which is what ends it at once.
 */
export function useLayout(graph: ServiceGraph, widthOf: (name: string) => number): { placed?: PlacedGraph; isFailed: boolean } {
  const [placed, setPlaced] = useState<PlacedGraph>();
  const [isFailed, setFailed] = useState(false);
  const before = useRef(new Map<string, { x: number; y: number }>());
  useEffect(() => {
    setFailed(false);
    const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
    const widths = graph.nodes.map(({ name }) => widthOf(name));
    worker.onmessage = ({ data: { layout } }: MessageEvent<{ layout: Layout }>) => {
      before.current = new Map(graph.nodes.map(({ name }, node) => [name, { x: layout.x[node] ?? 0, y: layout.y[node] ?? 0 }]));
      setPlaced({ graph, layout, widths });
      worker.terminate();
    };
    worker.onerror = () => setFailed(true);
    const edges = graph.edges.map(({ from, to }) => ({ from, to }));
    const stood = graph.nodes.map(({ name }) => before.current.get(name));
    worker.postMessage({ asked: { widths, edges, before: stood } });
    return () => worker.terminate();
  }, [graph, widthOf]);
  return { ...(placed && { placed }), isFailed };
}
