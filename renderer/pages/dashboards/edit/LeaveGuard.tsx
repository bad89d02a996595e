import { useState } from "react";
import { useBlocker, useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { isDirty, useOpenDashboard } from "../store";
import { forgetDraft, save } from "./saving";

/** Asks before an unsaved dashboard is left for another page. Nothing is lost in any case: what is not saved is kept as a draft. */
export function LeaveGuard() {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && isDirty(useOpenDashboard.getState().current),
  );
  const [isSaving, setSaving] = useState(false);
  const title = useOpenDashboard((store) => store.current?.dashboard.title);
  const navigate = useNavigate();
  if (blocker.state !== "blocked") return null;
  const { location, reset, proceed } = blocker;

  async function saveAndLeave(): Promise<void> {
    setSaving(true);
    const isSaved = await save();
    setSaving(false);
    // Otherwise the reason is shown, and the way out is to come back to this. With nothing unsaved there is no blocker any more that
    // could let anybody through.
    if (isSaved) void navigate(location);
    else reset();
  }

  function discardAndLeave(): void {
    const { current, discard, close } = useOpenDashboard.getState();
    if (current) void forgetDraft(current.dashboard.uid);
    // Of one that no file holds there is nothing to go back to.
    if (current?.row) discard();
    else close();
    void navigate(location);
  }

  return (
    <Dialog
      isOpen
      onClose={() => reset()}
      title={`Leave “${title}” with unsaved changes?`}
      description="Kept for later, they are offered when the dashboard is opened again."
      footer={
        <>
          <Button kind="quiet" onClick={() => reset()}>
            Stay
          </Button>
          <Button kind="danger" onClick={discardAndLeave}>
            Discard them
          </Button>
          <Button onClick={() => proceed()}>Keep for later</Button>
          <Button kind="primary" isBusy={isSaving} onClick={() => void saveAndLeave()}>
            Save and leave
          </Button>
        </>
      }
    />
  );
}
