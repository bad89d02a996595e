import { useState } from "react";
import type { IntegrationKind, ReceiverRow } from "#shared/contract/receivers";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { RefusedSecrets } from "../../../components/RefusedSecrets";
import { TextInput } from "../../../components/TextInput";
import {
  draftOf,
  emptyForm,
  formOf,
  freeName,
  type IntegrationForm,
  nameProblem,
  newIntegration,
  problemsOf,
  type ReceiverForm,
  secretNamesOf,
  withName,
} from "./form";
import { IntegrationFields } from "./IntegrationFields";
import { IntegrationTabs } from "./IntegrationTabs";
import { KindPicker } from "./KindPicker";
import { faceOf } from "./kinds";
import { PreviewPane } from "./PreviewPane";
import styles from "./Receivers.module.css";
import { TestOutcome } from "./TestOutcome";
import { usePreview } from "./use-preview";
import { useTest } from "./use-test";

interface Props {
  /** The receiver to change; a new one without. */
  row: ReceiverRow | undefined;
  /** Which of its integrations to begin with. */
  integrationId?: string | undefined;
  taken: readonly string[];
  onClose(): void;
}

/** Makes or changes a receiver, with what it would send beside it. What was tested is forgotten as soon as a field changes. */
export function ReceiverDialog({ row, integrationId, taken, onClose }: Props) {
  const [form, setForm] = useState<ReceiverForm>(row ? formOf(row) : emptyForm);
  const [chosenId, choose] = useState(integrationId ?? form.integrations[0]?.integration.id ?? "");
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [saving, setSaving] = useState<"no" | "yes" | Failure>("no");
  const test = useTest();
  const chosen = form.integrations.find(({ integration }) => integration.id === chosenId) ?? form.integrations[0];
  const draft = draftOf(form);
  const preview = usePreview(withName(draft), chosen && chosen.integration.kind !== "native" ? chosen.integration.id : undefined);

  function change(parts: Partial<ReceiverForm>): void {
    setForm((was) => ({ ...was, ...parts }));
    test.forget();
    setSaving("no");
  }

  function add(kind: IntegrationKind): void {
    const added = newIntegration(kind, crypto.randomUUID());
    const name = form.name || freeName(faceOf(kind).title, taken);
    change({ name, integrations: [...form.integrations, added] });
    choose(added.integration.id);
  }

  function changeChosen(parts: Partial<IntegrationForm>): void {
    const id = chosen?.integration.id;
    change({ integrations: form.integrations.map((each) => (each.integration.id === id ? { ...each, ...parts } : each)) });
  }

  /** The first integration that is not filled in is brought to the front. */
  function isFine(of: readonly IntegrationForm[]): boolean {
    setProblemsShown(true);
    const wrong = of.find((each) => Object.keys(problemsOf(each)).length > 0);
    if (wrong) choose(wrong.integration.id);
    return wrong === undefined;
  }

  async function save(): Promise<void> {
    if (nameProblem(form, taken) !== undefined || !isFine(form.integrations)) {
      setProblemsShown(true);
      return;
    }
    setSaving("yes");
    try {
      await ask("receivers.save", { ...draft, was: form.was });
      onClose();
    } catch (error) {
      setSaving(toFailure(error));
    }
  }

  if (!chosen) {
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title="Add a receiver"
        description="How is it told of alerts? More ways can be added later."
      >
        <KindPicker onPick={add} />
      </Dialog>
    );
  }
  const nameError = areProblemsShown ? nameProblem(form, taken) : undefined;
  function sendTest(of: IntegrationForm): void {
    setSaving("no");
    if (isFine([of])) void test.run(withName(draft), of.integration.id);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={row ? `Edit ${row.name}` : "Add a receiver"}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={() => sendTest(chosen)} isBusy={test.state.kind === "running"}>
            Send a test
          </Button>
          <TestOutcome state={test.state} notSaved={typeof saving === "object" ? saving.say : undefined} />
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" isBusy={saving === "yes"}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.editor}>
        <div className={styles.fields}>
          <Field label="Name" hint="Routes call it by this." {...(nameError !== undefined && { error: nameError })}>
            <TextInput value={form.name} maxLength={200} onChange={(name) => change({ name })} />
          </Field>
          <IntegrationTabs
            integrations={form.integrations}
            chosen={chosen.integration.id}
            onChoose={choose}
            onAdd={add}
            onRemove={(id) => change({ integrations: form.integrations.filter(({ integration }) => integration.id !== id) })}
          />
          <IntegrationFields
            key={chosen.integration.id}
            form={chosen}
            problems={areProblemsShown ? problemsOf(chosen) : {}}
            onForm={changeChosen}
          />
          <RefusedSecrets isWanted={form.integrations.some((each) => secretNamesOf(each).length > 0)} />
        </div>
        {chosen.integration.kind !== "native" && <PreviewPane {...preview} />}
      </div>
    </Dialog>
  );
}
