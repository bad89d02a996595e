import { useEffect } from "react";
import { isDirty, useOpenDashboard } from "../store";
import { DraftOffer } from "./DraftOffer";
import { LeaveGuard } from "./LeaveGuard";
import { SaveDialogs } from "./SaveDialogs";
import { useDrafts } from "./use-drafts";
import { useEditKeys } from "./use-edit-keys";

/** What goes with any open dashboard: its keys, its drafts, and the questions that saving and leaving raise. Once on its page. */
export function Editing() {
  // Also before the first change: a click that takes the keyboard from a field, and so makes one, may be the click that leaves.
  const mayLose = useOpenDashboard(({ current }) => current?.isEditing || isDirty(current));
  useDrafts();
  useEditKeys();
  useEndWithPage();
  return (
    <>
      <DraftOffer />
      <SaveDialogs />
      {mayLose && <LeaveGuard />}
    </>
  );
}

/** Whoever goes elsewhere with nothing unsaved comes back to look, and not to go on editing. */
function useEndWithPage(): void {
  useEffect(() => {
    const uid = useOpenDashboard.getState().current?.dashboard.uid;
    return () => {
      const { current, stopEditing } = useOpenDashboard.getState();
      const isStillHere = window.location.hash.startsWith(`#/dashboards/${uid}`);
      if (!isStillHere && current?.dashboard.uid === uid && !isDirty(current)) stopEditing();
    };
  }, []);
}
