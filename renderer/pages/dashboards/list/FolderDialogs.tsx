import { useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { TextInput } from "../../../components/TextInput";
import { type FolderLine, folderWords } from "./folder-tree";

interface FormProps {
  title: string;
  description?: string;
  yes: string;
  isReady: boolean;
  onYes(): Promise<unknown>;
  onClose(): void;
  children: React.ReactNode;
}

/** A small form that closes once its one thing is done, and stays with the reason when it cannot be. */
function SmallForm({ title, description, yes, isReady, onYes, onClose, children }: FormProps) {
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    if (!isReady || isBusy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await onYes();
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      width="narrow"
      title={title}
      {...(description !== undefined && { description })}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={!isReady} isBusy={isBusy}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}

interface NameProps {
  title: string;
  description?: string;
  yes: string;
  initial?: string;
  onName(name: string): Promise<unknown>;
  onClose(): void;
}

/** Asks for the name of a folder. */
export function FolderNameDialog({ initial = "", onName, ...rest }: NameProps) {
  const [name, setName] = useState(initial);
  return (
    <SmallForm {...rest} isReady={name.trim() !== "" && name.trim() !== initial} onYes={() => onName(name.trim())}>
      <Field label="Name">
        <TextInput value={name} onChange={setName} maxLength={100} placeholder="Linux" />
      </Field>
    </SmallForm>
  );
}

interface WatchProps {
  onWatch(path: string): Promise<unknown>;
  onClose(): void;
}

/** Asks which folder of the machine is to be watched. */
export function WatchDialog({ onWatch, onClose }: WatchProps) {
  const [path, setPath] = useState("");
  return (
    <SmallForm
      title="Watch a folder"
      description="Its dashboards, and those in the folders in it, are shown here and saved in place: a folder in Git stays one. Files that are no dashboards are left alone."
      yes="Watch"
      isReady={path.trim() !== ""}
      onYes={() => onWatch(path.trim())}
      onClose={onClose}
    >
      <Field label="Path" hint="On the machine that Watchdeck runs on. ~ is your home folder.">
        <TextInput isMono value={path} onChange={setPath} placeholder="~/work/dashboards" maxLength={4096} />
      </Field>
    </SmallForm>
  );
}

interface MoveProps {
  title: string;
  lines: readonly FolderLine[];
  place: string;
  folder: string;
  onMove(place: string, folder: string): Promise<unknown>;
  onClose(): void;
}

/** Asks for the folder that a dashboard is to be in. */
export function MoveDialog({ title, lines, place, folder, onMove, onClose }: MoveProps) {
  const [target, setTarget] = useState(keyOf({ place, folder }));
  const line = lines.find((each) => keyOf(each) === target);
  return (
    <SmallForm
      title={`Move ${title}`}
      yes="Move"
      isReady={line !== undefined && target !== keyOf({ place, folder })}
      onYes={async () => line && onMove(line.place, line.folder)}
      onClose={onClose}
    >
      <Field label="To the folder">
        <FolderSelect lines={lines} value={target} onChange={setTarget} />
      </Field>
    </SmallForm>
  );
}

export const keyOf = ({ place, folder }: { place: string; folder: string }): string => `${place}/${folder}`;

interface SelectProps {
  lines: readonly FolderLine[];
  value: string;
  onChange(value: string): void;
}

/** One of all folders; a place that cannot be read is none to choose. */
export function FolderSelect({ lines, value, onChange }: SelectProps) {
  return (
    <Select
      value={value}
      onChange={onChange}
      options={lines.map((line) => ({
        value: keyOf(line),
        label: folderWords(lines, line.place, line.folder),
        isDisabled: line.watched?.problem !== undefined,
      }))}
    />
  );
}
