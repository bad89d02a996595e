import { type CSSProperties, useEffect, useMemo } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { useIdleKeys } from "../../../components/use-idle-keys";
import { SpanDetail } from "../detail/SpanDetail";
import type { OpenTrace } from "../reading/reader";
import { Divider } from "./Divider";
import { FindBar } from "./FindBar";
import { createInSight } from "./in-sight";
import { useKeptWidth } from "./kept-width";
import { Minimap } from "./Minimap";
import styles from "./TracePage.module.css";
import { TraceView } from "./TraceView";
import type { TraceStore } from "./trace-state";
import { useTraceState } from "./use-trace-state";
import { Waterfall } from "./Waterfall";

interface Props {
  open: OpenTrace;
  store: TraceStore;
  source: string | undefined;
}

const detailBounds = { least: 260, most: 720, usual: 300 };

/** The view that is chosen, with the details of the chosen span beside it. */
export function TraceArea({ open, store, source }: Props) {
  const name = useTraceState(store, (state) => state.name);
  const chosen = useTraceState(store, (state) => state.chosen);
  const correctsClocks = useTraceState(store, (state) => state.correctsClocks);
  const isEmpty = useTraceState(store, (state) => state.shown.spans.length === 0);
  const [width, setWidth] = useKeptWidth("detail", detailBounds);
  const inSight = useMemo(createInSight, []);
  const { choose, filterTo } = store.getState();

  // What is told of a span's place is of the trace before.
  useEffect(() => inSight.set(0, 0), [inSight]);

  // In every view, from its rows or from nowhere; a field or a part that has another use for the key keeps it.
  function closeDetails(event: Pick<KeyboardEvent, "key" | "target" | "defaultPrevented" | "preventDefault">): void {
    const isTaken = event.defaultPrevented || (event.target instanceof HTMLElement && event.target.closest("input, textarea"));
    if (event.key !== "Escape" || chosen === undefined || isTaken) return;
    event.preventDefault();
    choose(undefined);
  }
  useIdleKeys(closeDetails);

  return (
    <>
      {name === "waterfall" && (
        <>
          <Card className={styles.minimap}>
            <Minimap trace={open.trace} store={store} inSight={inSight} />
          </Card>
          <FindBar store={store} />
        </>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears Escape from what is inside it */}
      <div
        className={styles.area}
        style={{ "--detail-width": `${width}px` } as CSSProperties}
        onKeyDown={(event) => closeDetails(event.nativeEvent)}
      >
        {name === "waterfall" ? (
          <Card isFlush className={styles.waterfall}>
            <Waterfall open={open} store={store} onInSight={inSight.set} />
            {isEmpty && <NothingShown store={store} />}
          </Card>
        ) : (
          <TraceView name={name} open={open} store={store} />
        )}
        {chosen !== undefined && (
          <>
            <Divider
              label="Width of the details"
              of="right"
              width={width}
              least={detailBounds.least}
              most={detailBounds.most}
              onWidth={setWidth}
              onReset={() => setWidth(detailBounds.usual)}
              className={styles.divider}
            />
            <div className={styles.detail}>
              <SpanDetail
                open={open}
                position={chosen}
                source={source}
                correctsClocks={correctsClocks}
                onChoose={choose}
                onClose={() => choose(undefined)}
                onFilter={filterTo}
              />
            </div>
          </>
        )}
      </div>
    </>
  );
}

function NothingShown({ store }: { store: TraceStore }) {
  return (
    <div className={styles.nothing}>
      <EmptyState title="No span is left" action={<Button onClick={store.getState().clearFilters}>Show all</Button>}>
        None passes all of the filters above.
      </EmptyState>
    </div>
  );
}
