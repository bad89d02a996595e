// The dashboard that is open, and what was done to it since it was last saved. Reset with each dashboard that is opened.
import { create } from "zustand";
import type { DashboardRow } from "#shared/contract/dashboards";
import type { CallOutput } from "#shared/contract/index";
import { redone, type Step, undone, withStep } from "#shared/dashboards/change/history";
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { EpochMs } from "#shared/units/time";

export interface OpenDashboard {
  dashboard: Dashboard;
  /** As its file has it; for one that was never saved, as it was made. */
  saved: Dashboard;
  /** Absent: it was never saved. */
  row?: DashboardRow | undefined;
  revision?: string | undefined;
  past: readonly Step[];
  future: readonly Step[];
  isEditing: boolean;
  /** The name of the element whose editor is open. */
  editedPanel?: string | undefined;
  /** Changes of another window or of one that crashed, until it is decided what becomes of them. */
  draft?: { dashboard: Dashboard; savedAt: EpochMs; revision?: string | undefined } | undefined;
}

type Answer = CallOutput<"dashboards.get">;

export interface OpenDashboardStore {
  current: OpenDashboard | undefined;
  open(answer: Answer): void;
  close(): void;
  /** Edits it: one step for undo. Changes of one `field` that follow closely make one step together. */
  change(label: string, update: (was: Dashboard) => Dashboard, options?: { field?: string }): void;
  undo(): void;
  redo(): void;
  startEditing(): void;
  stopEditing(): void;
  editPanel(element: string | undefined): void;
  /** What was handed to the engine; what was changed while it wrote stays unsaved. */
  markSaved(row: DashboardRow, revision: string, saved: Dashboard): void;
  /** Its file lies elsewhere now. */
  moved(row: DashboardRow): void;
  /** Back to what its file has; undo brings the changes back. */
  discard(): void;
  /** The file has changed outside: shows that. What was here can be had back by undo. */
  reload(answer: Answer): void;
  /** The file has changed outside, and stays as it is until this one is saved over it. */
  keepMine(answer: Pick<Answer, "dashboard" | "revision">): void;
  /** Goes on with the changes of a draft, as one step. */
  takeDraft(): void;
  dropDraft(): void;
}

/** Whether there is something to lose. */
export const isDirty = (open: OpenDashboard | undefined): boolean =>
  open !== undefined && (open.row === undefined || (open.dashboard !== open.saved && !isSame(open.dashboard, open.saved)));

/** By content: undo back to the saved state, or typing a word and taking it out again, leaves nothing to save. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const key of keys) {
    // What is absent and what is `undefined` are the same in a file.
    if (!isSame(propertyOf(one, key), propertyOf(other, key))) return false;
  }
  return true;
}

const propertyOf = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;

/** One without panels was made to get some. */
const isToBeFilled = (dashboard: Dashboard, row: DashboardRow): boolean =>
  Object.keys(dashboard.elements).length === 0 && dashboard.isEditable && !row.isReadOnly;

export const createOpenDashboardStore = (now: () => EpochMs) =>
  create<OpenDashboardStore>((set) => {
    const update = (change: (was: OpenDashboard) => OpenDashboard): void =>
      set(({ current }) => ({ current: current && change(current) }));
    const step = (was: OpenDashboard, label: string, dashboard: Dashboard, field?: string): OpenDashboard =>
      // What is as it was by its content is nothing to undo.
      isSame(dashboard, was.dashboard) ? was : withStep(was, dashboard, { label, field, at: now() });
    return {
      current: undefined,
      open: ({ dashboard, row, revision, draft }) =>
        set(({ current }) => {
          // The same one, fetched anew because its file has changed: whoever is editing it goes on.
          const before = current?.dashboard.uid === dashboard.uid ? current : undefined;
          const isEditing = before?.isEditing || isToBeFilled(dashboard, row);
          const editedPanel = before?.editedPanel;
          // Only a draft is left of it, which is what is open: there is a file to be written, and nothing to be decided.
          const isOnlyDraft = revision === "";
          const file = isOnlyDraft ? { isEditing: true } : { row, revision, draft, isEditing };
          return { current: { dashboard, saved: dashboard, past: [], future: [], editedPanel, ...file } };
        }),
      close: () => set({ current: undefined }),
      change: (label, change, { field } = {}) =>
        update((was) => {
          const next = step(was, label, change(was.dashboard), field);
          // Also a change in the settings, which open while the dashboard is only looked at: now there is something to save.
          return next === was ? was : { ...next, isEditing: true };
        }),
      undo: () => update(undone),
      redo: () => update(redone),
      startEditing: () => update((was) => ({ ...was, isEditing: true })),
      stopEditing: () => update((was) => ({ ...was, isEditing: false, editedPanel: undefined })),
      editPanel: (editedPanel) =>
        update((was) => ({ ...was, isEditing: was.isEditing || editedPanel !== undefined, editedPanel })),
      markSaved: (row, revision, saved) =>
        // Another one may have been opened while the engine wrote.
        update((was) => (was.dashboard.uid === saved.uid ? { ...was, row, revision, saved, draft: undefined } : was)),
      moved: (row) => update((was) => ({ ...was, row })),
      discard: () => update((was) => ({ ...step(was, "Discard all changes", was.saved), editedPanel: undefined })),
      reload: ({ dashboard, row, revision }) =>
        update((was) => ({ ...step(was, "Take over what changed outside", dashboard), saved: dashboard, row, revision })),
      keepMine: ({ dashboard, revision }) => update((was) => ({ ...was, saved: dashboard, revision })),
      takeDraft: () =>
        update((was) =>
          was.draft
            ? {
                ...step(was, "Go on with unsaved changes", was.draft.dashboard),
                // Of the file as it was then: if that has changed since, saving says so.
                revision: was.draft.revision ?? was.revision,
                draft: undefined,
                isEditing: true,
              }
            : was,
        ),
      dropDraft: () => update((was) => ({ ...was, draft: undefined })),
    };
  });

/** What is open in this window. */
export const useOpenDashboard = createOpenDashboardStore(Date.now);
