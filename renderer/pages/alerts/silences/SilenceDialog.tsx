import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SilenceRow } from "#shared/contract/silences";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { bareMatchers } from "../../../components/matchers-input/bare-matchers";
import { MatchersInput } from "../../../components/matchers-input/MatchersInput";
import { useNow } from "../../../components/now";
import { Select } from "../../../components/Select";
import { TextInput } from "../../../components/TextInput";
import { LabelToggles } from "./LabelToggles";
import { Preview } from "./Preview";
import styles from "./Silences.module.css";
import { draftOf, formOf, matchersOf, problemsOf, type SilenceForm } from "./silence-form";
import type { SilenceStart } from "./start";
import { TimeFields } from "./TimeFields";
import { useHomes, useLabelCandidates, useRemembered } from "./use-silences";

export interface SilenceDialogProps {
  /** What it begins with: `startFor(alerts)`, `startFrom(silence)`, `emptyStart`. */
  draft: SilenceStart;
  onSaved(silence: SilenceRow): void;
  onClose(): void;
}

/** Makes or changes a silence, with what it hides now beside it. */
export function SilenceDialog({ draft, onSaved, onClose }: SilenceDialogProps) {
  const [known, remember] = useRemembered();
  const [form, setForm] = useState<SilenceForm>(() => formOf(draft, known.author));
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [saving, setSaving] = useState<"no" | "yes" | Failure>("no");
  const now = useNow();
  const homes = useHomes();
  const candidates = useLabelCandidates();
  const cache = useQueryClient();
  const matchers = matchersOf(form.text);
  const problems = areProblemsShown ? problemsOf(form, now) : {};
  const isNew = draft.id === undefined;

  function change(parts: Partial<SilenceForm>): void {
    setForm((was) => ({ ...was, ...parts }));
    setSaving((was) => (was === "yes" ? was : "no"));
  }

  async function save(): Promise<void> {
    setProblemsShown(true);
    const moment = Date.now();
    const silence = draftOf(form, draft.id, moment);
    if (!silence || Object.keys(problemsOf(form, moment)).length > 0) return;
    setSaving("yes");
    try {
      const saved = await ask("silences.save", silence);
      remember({ author: silence.createdBy });
      void cache.invalidateQueries({ queryKey: ["silences.list"] });
      onSaved(saved);
    } catch (error) {
      setSaving(toFailure(error));
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={isNew ? "New silence" : "Edit silence"}
      description="Alerts that fit are still listed, but nobody is told of them while it holds."
      onSubmit={() => void save()}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" isBusy={saving === "yes"}>
            {isNew ? "Silence" : "Save"}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.fields}>
          <Field label="Matchers" hint='All of them have to fit: severity="warning", instance=~"db-.*"'>
            <MatchersInput
              value={form.text}
              onChange={(text) => change({ text })}
              candidates={candidates}
              autoFocus={draft.matchers.length === 0}
              placeholder='alertname="HighLoad"'
              problem={problems.matchers}
              // The labels of an alert say the same as chips would.
              hasChips={draft.labels === undefined}
            />
          </Field>
          {draft.labels && (
            <LabelToggles labels={draft.labels} matchers={matchers} onChange={(next) => change({ text: bareMatchers(next) })} />
          )}
          <TimeFields form={form} now={now} problem={problems.end} onChange={change} />
          <Field label="Comment" {...(problems.comment !== undefined && { error: problems.comment })}>
            <TextInput
              autoFocus={draft.matchers.length > 0}
              placeholder="Disk is being replaced, ticket 4711"
              maxLength={10_000}
              value={form.comment}
              onChange={(comment) => change({ comment })}
            />
          </Field>
          <div className={styles.pair}>
            <Field label="Author" {...(problems.createdBy !== undefined && { error: problems.createdBy })}>
              <TextInput value={form.createdBy} maxLength={1000} onChange={(createdBy) => change({ createdBy })} />
            </Field>
            {homes.length > 1 && (
              <Field label="Kept at" hint={homeHint(form.home === "local", isNew)}>
                <Select value={form.home} onChange={(home) => change({ home })} options={homes} isDisabled={!isNew} />
              </Field>
            )}
          </div>
          {typeof saving === "object" && <FailureNote failure={saving} onRetry={() => void save()} />}
        </div>
        <section className={styles.preview} aria-label="What it hides now">
          <h3 className={styles.previewTitle}>Hides now</h3>
          <Preview matchers={matchers} />
        </section>
      </div>
    </Dialog>
  );
}

function homeHint(isLocal: boolean, isNew: boolean): string {
  if (!isNew) return "A silence stays where it was made.";
  return isLocal ? "Holds for what this console tells." : "Holds for everyone whom that Alertmanager tells, and here.";
}
