import { useCallback, useEffect, useMemo, useState } from "react";
import type { Failure } from "#shared/model/failure";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { RangeMenu } from "../../components/range-picker/RangeMenu";
import type { TimeRange } from "../../components/range-picker/time-range";
import { TopBarControls } from "../../components/TopBarControls";
import { useIdleKeys } from "../../components/use-idle-keys";
import { localSource } from "../../stores/address";
import { useSourceNames } from "../../stores/source-names";
import { columnsOffered } from "./detail/columns-offered";
import { saveLines } from "./download/save-lines";
import { filteredByLevel } from "./filter-changes";
import { LinesArea } from "./LinesArea";
import styles from "./Logs.module.css";
import { FindBar } from "./lines/FindBar";
import { useFind } from "./lines/use-find";
import { MissingLine } from "./MissingLine";
import { NoPlaces } from "./places/NoPlaces";
import { PlacesDialog } from "./places/PlacesDialog";
import { useHasPlaces } from "./places/use-has-places";
import { loadedValues } from "./query/loaded-values";
import { QueryBar } from "./query/QueryBar";
import { Starters } from "./query/Starters";
import { Facts } from "./run/Facts";
import { MetricResult } from "./run/MetricResult";
import { RunStatus } from "./run/RunStatus";
import { UnreadLines } from "./run/UnreadLines";
import { unreadLines, withoutUnread } from "./run/unread";
import { Warnings } from "./run/Warnings";
import { WideningNote } from "./run/WideningNote";
import { LiveStatus } from "./tail/LiveStatus";
import { LiveSwitch } from "./tail/LiveSwitch";
import { Toolbar } from "./toolbar/Toolbar";
import { firstAddress, type LogsAddress } from "./url";
import { useAddress } from "./use-address";
import { useChosenLine } from "./use-chosen-line";
import { movingRange, useLogs, useShownVolume } from "./use-logs";
import { haveLevelFields } from "./volume/level-filter";
import { VolumeHistogram } from "./volume/VolumeHistogram";

/** Logs: what was written, found by LogQL, of a Loki or of this host. */
export function Page() {
  const [address, change] = useAddress();
  const { source, expr, isLive, view, line } = address;
  const logs = useLogs(address, change);
  const { store, run, state, live, kind, range, span, runQuery, rerun } = logs;
  const [draft, setDraft] = useState(expr);
  const [beforeZoom, setBeforeZoom] = useState<TimeRange>(firstAddress.range);
  const [isPlacesOpen, setPlacesOpen] = useState(false);
  const find = useFind(store);
  const { nameOf } = useSourceNames();
  const onLine = useCallback((next: LogsAddress["line"]) => change({ line: next }, "silently"), [change]);
  const choice = useChosenLine({ store, run, state, source, line, onLine });
  const { window, counted } = useShownVolume(logs);
  const hasPlaces = useHasPlaces(source === localSource && kind !== "none", rerun);
  // Once for each answer: reading a thousand lines out of the store pushes those in sight out of its memory of lines.
  const unread = useMemo(() => (state.phase === "done" && !state.isStale ? unreadLines(store) : undefined), [state, store]);
  const read = unread && withoutUnread(expr);
  const valuesOf = useCallback((field: string) => loadedValues(store, field), [store]);

  // Back, forward and links change the query that is asked: the editor follows.
  useEffect(() => setDraft(expr), [expr]);

  const setView = (parts: Partial<LogsAddress["view"]>) => change({ view: { ...view, ...parts } }, "silently");
  const setLive = (isOn: boolean) =>
    change({ isLive: isOn, ...(isOn && range.kind === "between" && { range: movingRange(range) }) });
  function zoom(startMs: number, endMs: number): void {
    if (range.kind === "last") setBeforeZoom(range);
    change({ isLive: false, range: { kind: "between", startMs: Math.round(startMs), endMs: Math.round(endMs) } });
  }
  const unzoom = () => range.kind === "between" && change({ range: beforeZoom });

  useIdleKeys(({ key, ctrlKey, metaKey, altKey }) => {
    if (ctrlKey || metaKey || altKey || kind !== "lines") return;
    if (key === "l") setLive(!isLive);
    else if (key === "p" && isLive) (live.isPaused ? live.resume : live.pause)();
    else if (key === "w") setView({ wrap: !view.wrap });
    else if (key === "o") setView({ order: view.order === "newest" ? "oldest" : "newest" });
    else if (key === "r") rerun();
  });

  const shown = store.size;
  const hasLevels = haveLevelFields(store);
  const edges = { oldestMs: store.lineAt(0)?.ms, newestMs: store.lineAt(store.size - 1)?.ms };
  return (
    <div className={styles.page}>
      <TopBarControls>
        <RangeMenu range={range} onChange={(next) => change({ range: next })} />
      </TopBarControls>
      <PageHeader
        title="Logs"
        context={
          <Facts
            sourceName={nameOf(source)}
            state={state}
            shown={shown}
            metric={kind === "metric" ? logs.metric.answer.data : undefined}
          />
        }
      />
      <QueryBar
        draft={draft}
        onDraft={setDraft}
        onRun={(next, of) => {
          setDraft(next);
          runQuery(next, { of });
        }}
        onCancel={logs.cancel}
        isRunning={logs.isRunning}
        source={source}
        span={span}
        refused={draft === expr ? logs.refused : []}
        loadedValues={valuesOf}
      >
        <LiveSwitch isOn={isLive} onChange={setLive} isDisabled={kind !== "lines"} />
      </QueryBar>
      {kind === "none" && (
        <Starters source={source} span={span} onRun={(next) => runQuery(next)} onPickPlaces={() => setPlacesOpen(true)} />
      )}
      {!hasPlaces && <NoPlaces onPick={() => setPlacesOpen(true)} />}
      {hasPlaces && kind === "metric" && <MetricResult expr={expr} metric={logs.metric} onZoom={zoom} onUnzoom={unzoom} />}
      {hasPlaces && kind === "lines" && (
        <>
          {window && (shown > 0 || isLive) && (
            <VolumeHistogram
              volume={counted}
              window={window}
              failure={isLive ? undefined : logs.volume.failure}
              isStale={state.isStale}
              onZoom={zoom}
              onUnzoom={unzoom}
              onLevel={
                hasLevels
                  ? (level) => {
                      const next = filteredByLevel(expr, level, store);
                      if (next !== undefined) runQuery(next);
                    }
                  : undefined
              }
            />
          )}
          <Warnings warnings={[...new Set([...state.warnings, ...(logs.volume.data?.warnings ?? [])])]} />
          {unread && read !== undefined && <UnreadLines unread={unread} onLeaveOut={() => runQuery(read)} />}
          <BrokenOff failure={state.lines > 0 ? state.failure : undefined} onRetry={() => run.more()} />
          {logs.widening && (
            <WideningNote
              widening={logs.widening}
              state={state}
              newestMs={edges.newestMs}
              onKeep={() => logs.widening && change({ range: { kind: "last", forMs: logs.widening.toMs } })}
            />
          )}
          {choice.missing && (
            <MissingLine
              line={choice.missing}
              onLookThere={(between) => change({ range: between, line: choice.missing, isLive: false })}
            />
          )}
          <Toolbar
            view={view}
            onView={setView}
            lines={store.size}
            columnsOffered={() => columnsOffered(store)}
            onFind={find.open}
            onDownload={(format) => void saveLines({ store, format, columns: view.columns, sourceName: nameOf(source) })}
            onPlaces={source === localSource ? () => setPlacesOpen(true) : undefined}
          >
            {isLive ? (
              <LiveStatus live={live} onClear={store.clear} />
            ) : (
              <RunStatus state={state} run={run} shown={shown} {...edges} />
            )}
          </Toolbar>
          <FindBar find={find} />
          <LinesArea address={address} change={change} logs={logs} choice={choice} find={find} />
        </>
      )}
      <PlacesDialog isOpen={isPlacesOpen} onClose={() => setPlacesOpen(false)} />
    </div>
  );
}

/** Lines came, and then it failed: both are told. */
function BrokenOff({ failure, onRetry }: { failure: Failure | undefined; onRetry(): void }) {
  return failure && <FailureNote failure={{ ...failure, retry: true }} onRetry={onRetry} />;
}
