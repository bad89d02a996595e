import { useState } from "react";
import type { ConnectionKind, ConnectionRow } from "#shared/contract/connections";
import type { Failure } from "#shared/model/failure";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FailureNote } from "../../components/FailureNote";
import { Field } from "../../components/Field";
import { RefusedSecrets } from "../../components/RefusedSecrets";
import { SegmentedControl } from "../../components/SegmentedControl";
import { Switch } from "../../components/Switch";
import { TextInput } from "../../components/TextInput";
import { AuthFields } from "./AuthFields";
import styles from "./Connections.module.css";
import {
  addressHint,
  type ConnectionForm,
  draftOf,
  emptyForm,
  exampleOf,
  type FormProblems,
  formOf,
  hasTraces,
  isFine,
  knowsAlerts,
  nameFrom,
  problemsOf,
} from "./form";
import { HeaderFields } from "./HeaderFields";
import { SpanLinksFields } from "./SpanLinksFields";
import { TestOutcome } from "./TestOutcome";
import { TlsFields } from "./TlsFields";
import { useTest } from "./use-test";

interface Props {
  /** The connection to change; a new one without. */
  row: ConnectionRow | undefined;
  /** What a new one is at first. */
  newKind: ConnectionKind;
  onClose(): void;
  /** After a new one was saved. */
  onAdded(row: ConnectionRow): void;
}

/** Adds or changes a connection. What was tested is forgotten as soon as a field changes: it would speak of another draft. */
export function ConnectionDialog({ row, newKind, onClose, onAdded }: Props) {
  const [form, setForm] = useState<ConnectionForm>(row ? formOf(row) : { ...emptyForm, kind: newKind });
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [saving, setSaving] = useState<"no" | "yes" | Failure>("no");
  const test = useTest();
  const problems: FormProblems = areProblemsShown ? problemsOf(form) : {};

  function change(parts: Partial<ConnectionForm>): void {
    setForm((was) => ({ ...was, ...parts }));
    test.forget();
    setSaving("no");
  }

  /** What the test found out is still true of the draft that says so. */
  function takeKind(kind: ConnectionKind): void {
    setForm((was) => ({ ...was, kind }));
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
      title={row ? `Edit ${row.name}` : "Add a server"}
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
      <div className={styles.group}>
        <span className={styles.groupLabel}>Kind</span>
        <SegmentedControl
          className={styles.kinds}
          label="Kind"
          value={form.kind}
          onChange={(kind) => change({ kind })}
          segments={kindSegments}
        />
        <p className={styles.kindHint}>{describeKind[form.kind]}</p>
      </div>
      <Field label="Address" hint={addressHint(form)} error={problems.url}>
        <TextInput
          isMono
          autoFocus={row === undefined}
          placeholder={exampleOf[form.kind]}
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
      <HeaderFields
        headers={form.headers}
        problem={problems.headers}
        usual={tenantHeaders[form.kind]}
        onChange={(headers) => change({ headers })}
      />
      <TlsFields form={form} onChange={change} />
      {form.kind === "loki" && (
        <Field
          label="Traces open at"
          hint="Where a trace that a line names is shown; {trace} stands for its id. May be left empty."
          error={problems.traceUrl}
        >
          <TextInput
            isMono
            placeholder="http://localhost:16686/trace/{trace}"
            value={form.traceUrl}
            onChange={(traceUrl) => change({ traceUrl })}
            maxLength={2000}
          />
        </Field>
      )}
      {hasTraces(form.kind) && (
        <SpanLinksFields links={form.spanLinks} onChange={(spanLinks) => change({ spanLinks })} problem={problems.spanLinks} />
      )}
      {knowsAlerts(form.kind) && (
        <Switch
          label="Show its alerts"
          hint={
            form.kind === "prometheus"
              ? "Those of the rules that it evaluates itself, beside the alerts of this console's own rules."
              : "Beside the alerts of this console's own rules. Its silences are listed too."
          }
          isOn={form.showsAlerts}
          onChange={(showsAlerts) => change({ showsAlerts })}
        />
      )}
      <TestOutcome state={test.state} kind={form.kind} onKind={takeKind} />
      {typeof saving === "object" && <FailureNote failure={saving} onRetry={save} />}
    </Dialog>
  );
}

const kindSegments = [
  { value: "prometheus", label: "Prometheus" },
  { value: "alertmanager", label: "Alertmanager" },
  { value: "loki", label: "Loki" },
  { value: "jaeger", label: "Jaeger" },
  { value: "zipkin", label: "Zipkin" },
] as const;

/** How each is told which tenant asks, when nobody changed that. */
const tenantHeaders: Readonly<Partial<Record<ConnectionKind, { name: string; label: string }>>> = {
  loki: { name: "X-Scope-OrgID", label: "Add a tenant" },
  jaeger: { name: "x-tenant", label: "Add a tenant" },
};

const describeKind: Readonly<Record<ConnectionKind, string>> = {
  prometheus: "Answers queries: Prometheus, Thanos, Mimir, VictoriaMetrics.",
  alertmanager: "Knows the alerts that Prometheus servers sent it. It answers no queries.",
  loki: "Keeps logs, and answers queries about them.",
  jaeger: "Keeps traces: Jaeger 1 and 2, and what speaks its API, as VictoriaTraces does.",
  zipkin: "Keeps traces.",
};
