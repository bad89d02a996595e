import { useCallback, useEffect, useRef, useState } from "react";
import { fromNsTime } from "#shared/logs/block";
import { lineMark } from "./detail/permalink";
import type { LineStore, StoredLine } from "./lines/line-store";
import type { LogRun, RunState } from "./run/create-run";
import type { LineAddress } from "./url";

/** So far a line that a link names is looked for behind the first page. */
const mostSearched = 20_000;
/** The keys move faster than a browser lets its address be changed. */
const addressPauseMs = 400;

export interface ChosenLine {
  chosen: StoredLine | undefined;
  choose(id: number | undefined): void;
  /** What the link names was not among the lines that were read. */
  missing: LineAddress | undefined;
}

interface Parts {
  store: LineStore;
  run: LogRun;
  state: RunState;
  source: string;
  line: LineAddress | undefined;
  onLine(line: LineAddress | undefined): void;
}

/** The line whose detail is open. The address follows it, and it follows the address. */
export function useChosenLine({ store, run, state, source, line, onLine }: Parts): ChosenLine {
  const [chosen, setChosen] = useState<StoredLine>();
  const [missing, setMissing] = useState<LineAddress>();
  /** What the address says because it was chosen here; anything else there came with a link. */
  const own = useRef<string>(undefined);
  /** While it runs, the address was changed a moment ago. */
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The address does not say yet what was chosen here. */
  const isUntold = useRef(false);
  const mark = line && `${line.timeNs}.${line.hash}`;

  const tell = useCallback(() => {
    isUntold.current = false;
    onLine(own.current === undefined ? undefined : addressOf(own.current));
  }, [onLine]);

  const choose = useCallback(
    (id: number | undefined) => {
      const next = id === undefined ? undefined : store.line(store.positionOf(id));
      own.current = next && lineMark(next);
      setChosen(next);
      setMissing(undefined);
      // The first one at once: told later, it would undo what somebody else has made of the address meanwhile.
      if (timer.current === undefined) tell();
      else isUntold.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (isUntold.current) tell();
      }, addressPauseMs);
    },
    [store, tell],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  // Another question has left the line behind, a link names another one, or another source was chosen.
  useEffect(() => {
    if (isUntold.current || (mark !== undefined && mark === own.current)) return;
    setChosen(undefined);
    setMissing(undefined);
  }, [mark]);
  const lastSource = useRef(source);
  useEffect(() => {
    if (lastSource.current !== source && chosen) choose(undefined);
    lastSource.current = source;
  }, [source, chosen, choose]);

  const { lines, phase, end, isStale, asked } = state;
  useEffect(() => {
    if (!line || isUntold.current || isStale || phase === "idle" || phase === "waiting") return;
    const id = store.find(line.timeNs, line.hash);
    if (id !== undefined) {
      own.current = mark;
      setMissing(undefined);
      setChosen(store.line(store.positionOf(id)));
    } else if (mark === own.current) {
      // It was chosen among other lines, and a filter has left it out: its detail may stay.
    } else if (phase === "done" && end === "limit" && lines < mostSearched && isBehind(store, line, asked?.direction)) {
      run.more();
    } else if (phase !== "running") {
      setMissing(line);
    }
  }, [line, mark, lines, phase, end, isStale, asked, store, run]);

  return { chosen, choose, missing: mark === undefined ? undefined : missing };
}

function addressOf(mark: string): LineAddress {
  const [timeNs = "", hash = ""] = mark.split(".");
  return { timeNs, hash };
}

/** Whether the reading has not come to that time yet. */
function isBehind(store: LineStore, { timeNs }: LineAddress, direction: "backward" | "forward" | undefined): boolean {
  const edge = store.lineAt(direction === "backward" ? 0 : store.size - 1)?.ms;
  if (edge === undefined) return false;
  const { ms } = fromNsTime(timeNs);
  return direction === "backward" ? ms <= edge : ms >= edge;
}
