import { useEffect, useState } from "react";
import { seconds } from "#shared/units/time";
import { countField, type FieldCount } from "./count-lines";
import type { DetailRow } from "./detail-rows";
import type { LoadedLines } from "./lines";

/** Lines that come later are counted too, but not at every one of them: under a tail it would never end. */
const again = seconds(3);

/** What values the field has over the loaded lines; undefined until the first of them are counted. */
export function useFieldCount(lines: LoadedLines, { name, from }: Pick<DetailRow, "name" | "from">): FieldCount | undefined {
  const [count, setCount] = useState<FieldCount>();
  useEffect(() => {
    setCount(undefined);
    let isRunning = false;
    let isStale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};

    function start(): void {
      timer = undefined;
      isStale = false;
      isRunning = true;
      stop = countField({ lines, row: { name, from }, now: () => performance.now(), later, onCount });
    }
    function onCount(next: FieldCount): void {
      setCount(next);
      if (!next.isDone) return;
      isRunning = false;
      if (isStale) timer ??= setTimeout(start, again);
    }
    const stopListening = lines.onChange(() => {
      isStale = true;
      if (!isRunning) timer ??= setTimeout(start, again);
    });
    start();
    return () => {
      stopListening();
      stop();
      clearTimeout(timer);
    };
  }, [lines, name, from]);
  return count;
}

function later(run: () => void, when: "soon" | "idle"): void {
  if (when === "soon") setTimeout(run, 0);
  else requestIdleCallback(run, { timeout: 500 });
}
