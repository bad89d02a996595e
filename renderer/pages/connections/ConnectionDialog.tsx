import { useState } from "react";
import type { ConnectionRow } from "#shared/contract/connections";
import type { Failure } from "#shared/model/failure";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FailureNote } from "../../components/FailureNote";
import { Field } from "../../components/Field";
import { TextInput } from "../../components/TextInput";
import { AuthFields } from "./AuthFields";
import {
  addressHint,
  type ConnectionForm,
  draftOf,
  emptyForm,
  type FormProblems,
  formOf,
  isFine,
  nameFrom,
  problemsOf,
} from "./form";
import { HeaderFields } from "./HeaderFields";
import { RefusedSecrets } from "./RefusedSecrets";
import { TestOutcome } from "./TestOutcome";
import { TlsFields } from "./TlsFields";
import { useTest } from "./use-test";

interface Props {
  /** The connection to change; a new one without. */
  row: ConnectionRow | undefined;
  onClose(): void;
  /** After a new one was saved. */
  onAdded(row: ConnectionRow): void;
}

/** Adds or changes a connection. What was tested is forgotten as soon as a field changes: it would speak of another draft. */
export function ConnectionDialog({ row, onClose, onAdded }: Props) {
  const [form, setForm] = useState<ConnectionForm>(row ? formOf(row) : emptyForm);
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [saving, setSaving] = useState<"no" | "yes" | Failure>("no");
  const test = useTest();
  const problems: FormProblems = areProblemsShown ? problemsOf(form) : {};

  function change(parts: Partial<ConnectionForm>): void {
    setForm((was) => ({ ...was, ...parts }));
    test.forget();
    setSaving("no");
  }

  function whenFine(go: () => void): void {
    setProblemsShown(true);
    if (isFine(problemsOf(form))) go();
  }

  async function save(): Promise<void> {
    setSaving("yes");
    try {
      const saved = await ask("connections.save", draftOf(form));
      if (!row) onAdded(saved);
      onClose();
    } catch (error) {
      setSaving(toFailure(error));
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={row ? `Edit ${row.name}` : "Add a Prometheus server"}
      description={row ? undefined : "Prometheus, or what speaks its API: Thanos, Mimir, VictoriaMetrics."}
      onSubmit={() => whenFine(save)}
      footer={
        <>
          <Button onClick={() => whenFine(() => test.run(draftOf(form)))} isBusy={test.state.kind === "running"}>
            Test
          </Button>
          <span style={{ flex: 1 }} />
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" isBusy={saving === "yes"}>
            Save
          </Button>
        </>
      }
    >
      <Field label="Address" hint={addressHint(form.url)} error={problems.url}>
        <TextInput
          isMono
          autoFocus={row === undefined}
          placeholder="http://localhost:9090"
          value={form.url}
          onChange={(url) => change({ url })}
        />
      </Field>
      <Field label="Name" hint="What to call it here.">
        <TextInput
          placeholder={nameFrom(form.url) || "prod"}
          value={form.name}
          onChange={(name) => change({ name })}
          maxLength={100}
        />
      </Field>
      <AuthFields form={form} row={row} problem={problems.username} onChange={change} />
      <RefusedSecrets isWanted={form.auth !== "none" || form.headers.length > 0} />
      <HeaderFields headers={form.headers} problem={problems.headers} onChange={(headers) => change({ headers })} />
      <TlsFields form={form} onChange={change} />
      <TestOutcome state={test.state} />
      {typeof saving === "object" && <FailureNote failure={saving} onRetry={save} />}
    </Dialog>
  );
}
