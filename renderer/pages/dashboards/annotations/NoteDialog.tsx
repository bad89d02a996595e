import { useState } from "react";
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { AbsoluteRange, Annotation } from "#shared/dashboards/panel-data";
import { formatDate } from "#shared/dashboards/time/date-format";
import { rangeWords } from "#shared/dashboards/time/time-range";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Checkbox";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { TextArea } from "../../../components/TextArea";
import { TextInput } from "../../../components/TextInput";
import styles from "./Annotations.module.css";
import { NotesThere } from "./NotesThere";

interface Props {
  dashboard: Dashboard;
  /** An instant where both ends are the same. */
  range: AbsoluteRange;
  timeZone: string;
  /** The notes that are there already. */
  there: readonly Annotation[];
  onClose(): void;
}

/** Notes what happened at a time, or over a stretch of it. */
export function NoteDialog({ dashboard, range, timeZone, there, onClose }: Props) {
  const [text, setText] = useState("");
  const [tags, setTags] = useState("");
  const [isEverywhere, setEverywhere] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isStretch = range.to - range.from >= 1000;
  const when = isStretch
    ? rangeWords({ from: String(Math.round(range.from)), to: String(Math.round(range.to)) }, timeZone)
    : formatDate(range.from, "YYYY-MM-DD HH:mm:ss", timeZone);

  async function save(): Promise<void> {
    setSaving(true);
    try {
      await ask("notes.save", {
        atMs: Math.round(range.from),
        ...(isStretch && { untilMs: Math.round(range.to) }),
        text: text.trim(),
        tags: tags
          .split(",")
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ""),
        ...(!isEverywhere && { dashboard: dashboard.uid }),
      });
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setSaving(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title="Note"
      description={when}
      onSubmit={() => void save()}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={text.trim() === ""} isBusy={isSaving}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <Field label="What happened">
          <TextArea value={text} onChange={setText} rows={3} autoFocus maxLength={10_000} />
        </Field>
        <Field label="Tags" hint="Separated by commas">
          <TextInput value={tags} onChange={setTags} />
        </Field>
        <Checkbox isChecked={isEverywhere} onChange={setEverywhere} label="Show it on all dashboards" />
        {failure && <FailureNote failure={failure} />}
        <NotesThere notes={there} timeZone={timeZone} />
      </div>
    </Dialog>
  );
}
