import { useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import { readTraceId } from "../search/trace-id";

/** Asks which trace to compare with. */
export function CompareDialog({ onClose, onCompare }: { onClose(): void; onCompare(traceId: string): void }) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();

  function submit(): void {
    const read = readTraceId(typed);
    if (read.ok) onCompare(read.traceId);
    else setError(read.message);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Compare with which trace?"
      width="narrow"
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary">
            Compare
          </Button>
        </>
      }
    >
      <Field label="Trace id" error={error} hint="In any form: with dashes, in a traceparent, in a link to a tracing server.">
        <TextInput
          autoFocus
          isMono
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setError(undefined);
          }}
        />
      </Field>
    </Dialog>
  );
}
