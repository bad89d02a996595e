import { Network, RefreshCw } from "lucide-react";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { formatCount } from "#shared/format/count";
import { graphOf, leastCallsFor, partOf, type ServiceGraph, thresholdSteps } from "#shared/traces/dependency-graph";
import { useAsk } from "../../../bridge/use-ask";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import { RangeMenu } from "../../../components/range-picker/RangeMenu";
import { lengthOf, windowOf } from "../../../components/range-picker/time-range";
import { SearchPicker } from "../../../components/SearchPicker";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/Skeleton";
import { TopBarControls } from "../../../components/TopBarControls";
import { visibleText } from "../../../components/visible-text";
import { allDepths, type MapAddress, readMap, writeMap } from "./address";
import { CallList } from "./CallList";
import { boxWidth } from "./draw-map";
import styles from "./Map.module.css";
import { MapCanvas } from "./MapCanvas";
import { ServicePanel } from "./ServicePanel";
import { useLayout } from "./use-layout";

/** At first no more edges than can be told apart are drawn. */
const mostAtFirst = 200;

/** Which service calls which, as a map or as a list. */
export function MapPage({ source }: { source: string }) {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readMap(params), [params]);
  const { range } = address;
  const [askedAt, setAskedAt] = useState(() => Date.now());
  const { endMs } = windowOf(range, "auto", askedAt);
  const answer = useAsk("traces.dependencies", { source, endMs, lookbackMs: lengthOf(range) });
  const graph = useMemo(() => answer.data && graphOf(answer.data.dependencies), [answer.data]);
  const change: ChangeMap = (parts, how) =>
    setParams((was) => writeMap(was, { ...readMap(was), ...parts }), { replace: how === "silently" });
  return (
    <div className={styles.page}>
      <TopBarControls>
        <RangeMenu range={range} onChange={(next) => change({ range: next })} />
        <IconButton
          icon={RefreshCw}
          label="Ask again"
          kind="normal"
          disabled={answer.isFetching}
          onClick={() => {
            setAskedAt(Date.now());
            void answer.refetch();
          }}
        />
      </TopBarControls>
      {answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : !graph ? (
        <Skeleton height={420} />
      ) : graph.edges.length === 0 ? (
        <NoCalls />
      ) : (
        <ShownGraph graph={graph} address={address} change={change} />
      )}
    </div>
  );
}

function NoCalls() {
  return (
    <EmptyState icon={Network} title="No calls between services in this time">
      A Jaeger that keeps its traces in memory works them out by itself; over Cassandra, Elasticsearch or OpenSearch they come
      from a job that is run once a day, jaeger-spark-dependencies. Spans whose parents were not sent make no call either. Look at
      a longer time in the top bar.
    </EmptyState>
  );
}

/** `silently`: not a step to come back to. */
type ChangeMap = (parts: Partial<MapAddress>, how?: "silently") => void;

interface ShownProps {
  graph: ServiceGraph;
  address: MapAddress;
  change: ChangeMap;
}

function ShownGraph({ graph, address, change }: ShownProps) {
  const { focus, depth, side, view, chosen } = address;
  const atFirst = useMemo(() => leastCallsFor(graph, mostAtFirst), [graph]);
  const leastCalls = address.leastCalls ?? atFirst;
  const part = useMemo(
    () => partOf(graph, { leastCalls, ...(focus !== undefined && { focus: { name: focus, depth, side } }) }),
    [graph, leastCalls, focus, depth, side],
  );
  // A click beside all services, where none is chosen, is no step to come back to.
  const choose = (name: string | undefined) => {
    if (name !== chosen) change({ chosen: name });
  };
  const look = (name: string) => change({ focus: name, chosen: name });
  const isFocusMissing = focus !== undefined && !graph.nodes.some(({ name }) => name === focus);
  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          label="How the calls are shown"
          value={view}
          onChange={(next) => change({ view: next })}
          segments={[
            { value: "map", label: "Map" },
            { value: "list", label: "List" },
          ]}
        />
        <SearchPicker
          className={styles.picker}
          label="Around one service"
          placeholder="Around a service…"
          value={focus}
          onChange={look}
          onClear={() => change({ focus: undefined })}
          options={graph.nodes.map(({ name }) => ({ value: name, label: visibleText(name) || "(without a name)" }))}
        />
        {focus !== undefined && (
          <>
            <Select
              label="How many calls away"
              value={String(depth)}
              onChange={(next) => change({ depth: Number(next) })}
              options={allDepths.map((each) => ({
                value: String(each),
                label: each === 1 ? "1 call away" : `${each} calls away`,
              }))}
            />
            <Select
              label="In which direction"
              value={side}
              onChange={(next) => change({ side: next })}
              options={[
                { value: "both", label: "Callers and callees" },
                { value: "callers", label: "Callers" },
                { value: "callees", label: "Callees" },
              ]}
            />
          </>
        )}
        <Threshold graph={graph} leastCalls={leastCalls} onChange={(next) => change({ leastCalls: next }, "silently")} />
        <span className={styles.count} role="status">
          {countWords(part, graph)}
        </span>
      </div>
      {isFocusMissing && (
        <p className={styles.note}>{visibleText(focus)} neither called nor was called in this time: all are shown.</p>
      )}
      <div className={styles.area}>
        {view === "list" ? <CallList graph={part} onLook={look} /> : <PlacedMap part={part} chosen={chosen} onChoose={choose} />}
        {chosen !== undefined && (
          <ServicePanel
            graph={graph}
            name={chosen}
            onChoose={choose}
            onLook={chosen === focus ? undefined : () => look(chosen)}
            onClose={() => choose(undefined)}
          />
        )}
      </div>
    </>
  );
}

function countWords(part: ServiceGraph, whole: ServiceGraph): string {
  const of = (shown: number, all: number, what: string) =>
    shown === all ? `${formatCount(all)} ${what}` : `${formatCount(shown)} of ${formatCount(all)} ${what}`;
  return `${of(part.nodes.length, whole.nodes.length, "services")}, ${of(part.edges.length, whole.edges.length, "edges")}`;
}

interface ThresholdProps {
  graph: ServiceGraph;
  leastCalls: number;
  onChange(leastCalls: number): void;
}

function Threshold({ graph, leastCalls, onChange }: ThresholdProps) {
  const steps = useMemo(() => {
    const round = thresholdSteps(graph);
    return round.includes(leastCalls) ? round : [...round, leastCalls].sort((a, b) => a - b);
  }, [graph, leastCalls]);
  return (
    <label className={styles.threshold}>
      <span>Calls</span>
      <input
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={steps.indexOf(leastCalls)}
        onChange={({ target }) => onChange(steps[Number(target.value)] ?? 0)}
        aria-valuetext={leastCalls === 0 ? "all" : `at least ${formatCount(leastCalls)}`}
      />
      <span className={styles.least}>{leastCalls === 0 ? "all" : `≥ ${formatCount(leastCalls)}`}</span>
    </label>
  );
}

interface PlacedProps {
  part: ServiceGraph;
  chosen: string | undefined;
  onChoose(name: string | undefined): void;
}

function PlacedMap({ part, chosen, onChoose }: PlacedProps) {
  const { placed, isFailed } = useLayout(part, boxWidth);
  if (isFailed) {
    return (
      <EmptyState title="The map could not be laid out">
        The list shows the same calls; fewer of them may fit on a map.
      </EmptyState>
    );
  }
  return (
    <div className={styles.map} data-stale={(placed && placed.graph !== part) || undefined}>
      {placed ? <MapCanvas placed={placed} chosen={chosen} onChoose={onChoose} /> : <Skeleton height={420} />}
    </div>
  );
}
