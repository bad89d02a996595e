// Hands what is being edited to the engine, so that a crash costs little.
import type { Dashboard } from "#shared/dashboards/dashboard";
import { type Milliseconds, seconds } from "#shared/units/time";
import { isDirty, type OpenDashboard } from "../store";

/** A crash costs at most what was done in so long. */
const draftPause: Milliseconds = seconds(2);

interface Keeper {
  /** The state after a change. */
  follow(open: OpenDashboard | undefined): void;
  /** Writes at once what is waiting. */
  flush(): void;
}

interface KeeperOptions {
  keep(draft: { uid: string; dashboard?: Dashboard; revision?: string | undefined }): void;
  after(delay: Milliseconds, run: () => void): () => void;
}

/**
 * Hands what is being edited to the engine, at most once in two seconds, and takes it back once there is nothing unsaved. While an
 * older draft waits to be decided on, none is kept: it would be written over.
 */
export function createDraftKeeper({ keep, after }: KeeperOptions): Keeper {
  let waiting: OpenDashboard | undefined;
  let cancel: (() => void) | undefined;
  /** The uid of the draft that the engine has, and what is in it. */
  let kept: { uid: string; dashboard: Dashboard } | undefined;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    const open = waiting;
    waiting = undefined;
    if (!open) return;
    const { uid } = open.dashboard;
    kept = { uid, dashboard: open.dashboard };
    keep({ uid, dashboard: open.dashboard, revision: open.revision });
  }

  function follow(open: OpenDashboard | undefined): void {
    if (waiting && waiting.dashboard.uid !== open?.dashboard.uid) flush();
    if (!open || open.draft) return;
    if (isDirty(open)) {
      if (kept?.dashboard === open.dashboard) return;
      waiting = open;
      cancel ??= after(draftPause, flush);
      return;
    }
    cancel?.();
    cancel = undefined;
    waiting = undefined;
    if (kept?.uid !== open.dashboard.uid) return;
    kept = undefined;
    keep({ uid: open.dashboard.uid });
  }

  return { follow, flush };
}
