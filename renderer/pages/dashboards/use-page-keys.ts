import { useEffect, useRef } from "react";
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import type { DashboardRun } from "./run/dashboard-context";
import { rawOf, shifted } from "./time/move-range";
import { openRangeEvent } from "./time/RangePicker";
import type { ViewChange } from "./url";
import { movedPanel } from "./view/walk";

interface PageKeys {
  run: DashboardRun;
  isKiosk: boolean;
  setKiosk(isKiosk: boolean): void;
  /** The panel that fills the page. */
  full: string | undefined;
  change(change: ViewChange): void;
  onNote(range: AbsoluteRange): void;
}

/** The keys of an open dashboard; those of a panel that has the focus are the panel's. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusyWith(event.target)) return;
      const run = actionOf(event.key, latest.current) ?? movedPanel(event.key, document.activeElement);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** Where keys are typed, or belong to a list or a dialog that is open. */
function isBusyWith(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox], table") !== null
  );
}

function actionOf(key: string, { run, isKiosk, setKiosk, full, change, onNote }: PageKeys): (() => void) | undefined {
  switch (key) {
    case "r":
      return run.refresh;
    case "z":
      return run.zoomOut;
    case "[":
    case "]":
      return () => run.setRange(rawOf(shifted(run.clock.read().range, key === "[" ? -1 : 1, Date.now())));
    case "t":
      return () => window.dispatchEvent(new Event(openRangeEvent));
    case "n":
      return () => {
        const { to } = run.clock.read().range;
        onNote({ from: to, to });
      };
    case "f":
      return () => setKiosk(!isKiosk);
    case "Escape":
      if (full !== undefined) return () => change({ panel: undefined });
      return isKiosk ? () => setKiosk(false) : undefined;
    default:
      return undefined;
  }
}
