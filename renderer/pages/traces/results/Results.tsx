import { useCallback, useMemo } from "react";
import { useNavigate } from "react-router";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { shortestRange } from "../../../components/range-picker/time-range";
import { Skeleton } from "../../../components/Skeleton";
import { traceLink } from "../../../stores/trace-source";
import type { FoundTrace, SearchState } from "../search/create-run";
import type { SearchAddress } from "../url";
import { NothingFound } from "./NothingFound";
import { Problems } from "./Problems";
import { usePicked } from "./picked";
import styles from "./Results.module.css";
import { ResultsToolbar } from "./ResultsToolbar";
import { ResultsView } from "./ResultsView";
import { sortFound, startOf } from "./result-rows";
import { ScatterPlot } from "./ScatterPlot";
import { useDownload } from "./use-download";

interface Props {
  state: SearchState;
  address: SearchAddress;
  /** Of how it is shown. */
  onChange(parts: Partial<SearchAddress>): void;
  /** Of what is asked; absent where there is nobody to ask. */
  onAsk?(parts: Partial<SearchAddress>): void;
  onRetry?(): void;
  /** What the server is, for what is said when it has nothing. */
  kind?: "jaeger" | "zipkin";
  /** Where whole traces can be had, and what that is called. */
  source: string | undefined;
  sourceName: string;
  onCloseFiles(): void;
}

/** What was found, drawn over the time and listed. */
export function Results({ state, address, onChange, onAsk, onRetry, onCloseFiles, source, sourceName, kind = "jaeger" }: Props) {
  const { found, phase, failure, asked } = state;
  const navigate = useNavigate();
  const { cursor, setCursor } = usePicked();
  const sorted = useMemo(() => sortFound(found, address.sort), [found, address.sort]);
  // Of more than were asked for, the newest came: drawn over all of the time they would be a heap at its end.
  const range = useMemo(() => (asked && found.length < asked.search.limit ? asked.search : rangeOf(found)), [asked, found]);
  const linkTo = useCallback(
    ({ summary, file }: FoundTrace) => {
      const link = traceLink({ source: address.source, traceId: summary.traceId, aroundNs: summary.startNs });
      return file === undefined ? link : `${link}&file=${encodeURIComponent(file)}`;
    },
    [address.source],
  );
  const open = useCallback(
    (row: FoundTrace) => {
      setCursor(row.summary.traceId);
      void navigate(linkTo(row));
    },
    [navigate, linkTo, setCursor],
  );
  const download = useDownload(found, { source, sourceName });
  const isBusy = phase === "waiting" || phase === "running" || phase === "reading";

  return (
    <div className={styles.results}>
      {failure && <FailureNote failure={failure} {...(onRetry && { onRetry })} />}
      {download.failure && <FailureNote failure={download.failure} />}
      <ResultsToolbar
        state={state}
        address={address}
        onChange={onChange}
        onLimit={(limit) => onAsk?.({ limit })}
        download={download}
        onCloseFiles={onCloseFiles}
      />
      <Problems
        warnings={download.note === undefined ? state.warnings : [download.note, ...state.warnings]}
        problems={state.problems}
      />
      {found.length > 0 && address.hasPlot && (
        <ScatterPlot
          found={found}
          range={range}
          cursor={cursor}
          onOpen={open}
          onZoom={(startMs, endMs) => {
            // In a file there is nothing to be asked for a shorter time.
            if (state.files) return;
            const start = Math.round(startMs);
            onAsk?.({ range: { kind: "between", startMs: start, endMs: Math.max(Math.round(endMs), start + shortestRange) } });
          }}
        />
      )}
      {found.length > 0 && (
        <Card isFlush className={styles.card}>
          <ResultsView
            found={sorted}
            list={address.list}
            sort={address.sort}
            onSort={(sort) => onChange({ sort })}
            now={Date.now()}
            isStale={state.isStale}
            linkTo={linkTo}
            onOpen={open}
          />
        </Card>
      )}
      {found.length === 0 && isBusy && (
        <Card>
          <Skeleton height={38} lines={6} />
        </Card>
      )}
      {found.length === 0 && phase === "done" && asked && onAsk && (
        <NothingFound key={`${asked.search.startMs}`} asked={asked} address={address} kind={kind} onChange={onAsk} />
      )}
    </div>
  );
}

/** The time that traces of files are drawn over, and those that are not all there are. */
function rangeOf(found: readonly FoundTrace[]): { startMs: number; endMs: number } {
  const starts = found.map(({ summary }) => startOf(summary));
  const startMs = starts.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const endMs = starts.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(startMs)) return { startMs: 0, endMs: 1 };
  // Room, so that the first and the last do not stand on the edge.
  const room = Math.max(1000, endMs - startMs) * 0.04;
  return { startMs: startMs - room, endMs: endMs + room };
}
