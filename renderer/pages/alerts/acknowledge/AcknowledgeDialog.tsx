import { useState } from "react";
import type { InboxAlert } from "#shared/model/alert";
import { type Failure, toFailure } from "#shared/model/failure";
import { hours } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import { localText, type UntilChoice, untilChoices, untilLabels, untilOf } from "./until";

interface Props {
  alerts: readonly InboxAlert[];
  onClose(): void;
  onDone(): void;
}

/** Says that somebody cares for these alerts: they are not told again until then. */
export function AcknowledgeDialog({ alerts, onClose, onDone }: Props) {
  const [choice, setChoice] = useState<UntilChoice>("resolved");
  const [custom, setCustom] = useState(() => localText(Date.now() + hours(8)));
  const [comment, setComment] = useState("");
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const { problem } = untilOf(choice, custom, Date.now());
  const [first] = alerts;
  const what = alerts.length === 1 && first ? visibleText(first.name) : `${alerts.length} alerts`;

  async function acknowledge(): Promise<void> {
    // From the moment of the click, not from when the dialog was drawn last.
    const until = untilOf(choice, custom, Date.now());
    if (until.problem !== undefined) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await ask("alerts.acknowledge", {
        ids: alerts.map(({ id }) => id),
        comment: comment.trim(),
        ...(until.untilMs !== undefined && { untilMs: until.untilMs }),
      });
      onDone();
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Acknowledge ${what}`}
      description="Nobody is told of it again until then. It stays on the board, and its end is told."
      onSubmit={() => void acknowledge()}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={problem !== undefined} isBusy={isBusy}>
            Acknowledge
          </Button>
        </>
      }
    >
      <Field label="Comment" hint="Who looks after it, and how far they are. It may be empty.">
        <TextInput autoFocus value={comment} onChange={setComment} maxLength={10_000} placeholder="Disk is being replaced" />
      </Field>
      <Field label="How long" isGroup {...(problem !== undefined && { error: problem })}>
        <SegmentedControl<UntilChoice>
          label="How long"
          value={choice}
          onChange={setChoice}
          segments={untilChoices.map((value) => ({ value, label: untilLabels[value] }))}
        />
        {choice === "custom" && <TextInput type="datetime-local" aria-label="Until" value={custom} onChange={setCustom} />}
      </Field>
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
