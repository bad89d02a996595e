import { useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import { useQueryMemory } from "./query-memory";
import styles from "./Saved.module.css";
import { nameFrom } from "./saved-queries";

interface Props {
  expr: string;
  source: string;
  onClose(): void;
}

/** Gives a query a name, under which it is found again. */
export function SaveDialog({ expr, source, onClose }: Props) {
  const saved = useQueryMemory((memory) => memory.saved);
  const save = useQueryMemory((memory) => memory.save);
  const [name, setName] = useState("");
  const [isRefused, setRefused] = useState(false);
  const isTaken = saved.some((query) => query.source === source && query.name === nameFrom(name, expr));

  function submit(): void {
    if (save({ expr, source, name })) onClose();
    else setRefused(true);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Save this query"
      width="narrow"
      onSubmit={submit}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit">
            {isTaken ? "Replace" : "Save"}
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        hint={isTaken ? "There is a query of this name: it gives way to this one." : "Kept on this machine, for this source."}
        {...(isRefused && {
          error: "It could not be kept: the storage is full, or the query is longer than 10,000 characters.",
        })}
      >
        <TextInput value={name} onChange={setName} placeholder={nameFrom("", expr)} autoFocus />
      </Field>
      <code className={styles.query}>{visibleText(expr)}</code>
    </Dialog>
  );
}
