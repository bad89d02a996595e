// Writing the open dashboard to its file, and what may come between: it changed outside, or it cannot be written.
import { create } from "zustand";
import { dashboardCopy, newUid } from "#shared/dashboards/change/new-dashboard";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { diffDashboards } from "#shared/dashboards/diff";
import { AppError, type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { useOpenDashboard } from "../store";

type SavingStep =
  | { kind: "resting" }
  | { kind: "writing" }
  /** Its file is not the one that was opened any more: `theirs` is what it holds now. */
  | { kind: "conflict"; theirs: Dashboard; revision: string }
  | { kind: "failed"; failure: Failure };

export const useSaving = create<{ step: SavingStep }>(() => ({ step: { kind: "resting" } }));

const go = (step: SavingStep): void => useSaving.setState({ step });

export const closeSaving = (): void => go({ kind: "resting" });

/** Saves what is open; whether it is saved now. Anything in the way is then in `useSaving`. */
export async function save({ overwrite = false }: { overwrite?: boolean } = {}): Promise<boolean> {
  const { current, markSaved } = useOpenDashboard.getState();
  if (!current || useSaving.getState().step.kind === "writing") return false;
  const { dashboard, revision } = current;
  go({ kind: "writing" });
  try {
    const answer = await ask("dashboards.save", { dashboard, revision, overwrite });
    markSaved(answer.row, answer.revision, dashboard);
    go({ kind: "resting" });
    return true;
  } catch (error) {
    const step = await troubleOf(error, dashboard.uid, revision);
    go(step);
    return step.kind === "resting";
  }
}

async function troubleOf(error: unknown, uid: string, revision: string | undefined): Promise<SavingStep> {
  const failure = toFailure(error);
  if (!(error instanceof AppError) || failure.kind !== "refused") return { kind: "failed", failure };
  try {
    const theirs = await ask("dashboards.get", { uid });
    const { current, markSaved } = useOpenDashboard.getState();
    if (current?.dashboard.uid === uid && diffDashboards(theirs.dashboard, current.dashboard).length === 0) {
      // Somebody made the same changes: what was to be written stands in the file.
      markSaved(theirs.row, theirs.revision, current.dashboard);
      return { kind: "resting" };
    }
    if (theirs.revision !== revision) return { kind: "conflict", theirs: theirs.dashboard, revision: theirs.revision };
  } catch {
    // It was refused for another reason, and the refusal says which.
  }
  return { kind: "failed", failure };
}

/** The engine's draft of it is not wanted any more. One that stays is offered once more, and nothing is lost by that. */
export const forgetDraft = (uid: string): Promise<unknown> => ask("dashboards.keepDraft", { uid }).catch(() => undefined);

/** Writes what is open as a dashboard of its own, and gives its uid. The one that is open stays as it is. */
export async function saveCopy(title: string): Promise<string | undefined> {
  const { current } = useOpenDashboard.getState();
  if (!current) return undefined;
  const copy = dashboardCopy(current.dashboard, newUid(Math.random), title);
  const { isReadOnly, place, folder } = current.row ?? { isReadOnly: true, place: undefined, folder: undefined };
  // What could not be written beside the original goes to the own folder.
  await ask("dashboards.save", isReadOnly ? { dashboard: copy } : { dashboard: copy, place, folder });
  await forgetDraft(current.dashboard.uid);
  return copy.uid;
}
