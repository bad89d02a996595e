import { useState } from "react";
import { useNavigate } from "react-router";
import { newDashboard, newUid } from "#shared/dashboards/change/new-dashboard";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";

interface Props {
  place: string;
  folder: string;
  onClose(): void;
}

/** Makes an empty dashboard. It is saved at once, so that what is put into it is safe from the first moment; then it opens. */
export function NewDashboardDialog({ place, folder, onClose }: Props) {
  const [title, setTitle] = useState("");
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const navigate = useNavigate();

  async function make(): Promise<void> {
    if (title.trim() === "") return;
    setBusy(true);
    try {
      const dashboard = newDashboard(newUid(Math.random), title.trim());
      await ask("dashboards.save", { dashboard, place, folder });
      onClose();
      void navigate(`/dashboards/${dashboard.uid}`);
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
      title="New dashboard"
      {...(folder !== "" && { description: `In the folder ${folder}.` })}
      onSubmit={() => void make()}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" isBusy={isBusy} disabled={title.trim() === ""}>
            Create
          </Button>
        </>
      }
    >
      <Field label="Title">
        <TextInput value={title} onChange={setTitle} maxLength={500} placeholder="Web servers" />
      </Field>
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
