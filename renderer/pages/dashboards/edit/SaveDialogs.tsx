import { useState } from "react";
import { useNavigate } from "react-router";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { diffDashboards } from "#shared/dashboards/diff";
import { type Failure, toFailure } from "#shared/model/failure";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import { useOpenDashboard } from "../store";
import { DifferenceList } from "./DifferenceList";
import { closeSaving, save, saveCopy, useSaving } from "./saving";

/** What saving ran into, and the ways on. */
export function SaveDialogs() {
  const step = useSaving((store) => store.step);
  const [isCopying, setCopying] = useState(false);
  if (isCopying) return <CopyDialog onClose={() => setCopying(false)} />;
  const toCopy = () => {
    closeSaving();
    setCopying(true);
  };
  if (step.kind === "conflict") return <ConflictDialog theirs={step.theirs} onCopy={toCopy} />;
  if (step.kind === "failed") {
    return (
      <Dialog
        isOpen
        onClose={closeSaving}
        title="The dashboard was not saved"
        footer={
          <>
            <Button kind="quiet" onClick={closeSaving}>
              Close
            </Button>
            <Button onClick={toCopy}>Save as a copy…</Button>
          </>
        }
      >
        <FailureNote failure={step.failure} onRetry={() => void save()} />
      </Dialog>
    );
  }
  return null;
}

function ConflictDialog({ theirs, onCopy }: { theirs: Dashboard; onCopy(): void }) {
  const mine = useOpenDashboard((store) => store.current?.dashboard);
  const [isShown, setShown] = useState(false);
  if (!mine) return null;
  const differences = diffDashboards(theirs, mine);
  return (
    <Dialog
      isOpen
      onClose={closeSaving}
      width={isShown ? "wide" : "normal"}
      title={`“${mine.title}” was changed outside`}
      description="Its file is not the one you opened any more. Saving yours would take those changes back."
      footer={
        <>
          <Button kind="quiet" onClick={closeSaving}>
            Go on editing
          </Button>
          <Button onClick={() => setShown(!isShown)} aria-expanded={isShown}>
            {isShown ? "Hide differences" : "Show differences"}
          </Button>
          <Button onClick={onCopy}>Save as a copy…</Button>
          <Button kind="danger" onClick={() => void save({ overwrite: true })}>
            Overwrite
          </Button>
        </>
      }
    >
      <p>{differences.length === 1 ? "They differ in 1 place." : `They differ in ${differences.length} places.`}</p>
      {isShown && <DifferenceList differences={differences} wasTitle="In its file" isTitle="Here" />}
    </Dialog>
  );
}

/** Asks for a title and saves what is open under it. */
export function CopyDialog({ onClose }: { onClose(): void }) {
  const title = useOpenDashboard((store) => store.current?.dashboard.title) ?? "";
  const [name, setName] = useState(`${title} (copy)`);
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const navigate = useNavigate();

  async function write(): Promise<void> {
    if (name.trim() === "") return;
    setBusy(true);
    try {
      const uid = await saveCopy(name.trim());
      // What was unsaved here is in the copy now: leaving asks nothing.
      useOpenDashboard.getState().discard();
      onClose();
      if (uid !== undefined) void navigate(`/dashboards/${uid}`);
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title="Save as a copy"
      onSubmit={() => void write()}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" isBusy={isBusy} disabled={name.trim() === ""}>
            Save the copy
          </Button>
        </>
      }
    >
      <Field label="Title">
        <TextInput value={name} onChange={setName} maxLength={500} />
      </Field>
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
