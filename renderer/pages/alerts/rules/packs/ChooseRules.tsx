import { type ReactNode, useMemo, useState } from "react";
import type { RuleHole, RulePack } from "#shared/contract/rule-packs";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../../bridge/ask";
import { useAsk } from "../../../../bridge/use-ask";
import { Button } from "../../../../components/Button";
import { Checkbox } from "../../../../components/Checkbox";
import { Dialog } from "../../../../components/Dialog";
import { FailureNote } from "../../../../components/FailureNote";
import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { TextInput } from "../../../../components/TextInput";
import { useSourceNames } from "../../../../stores/source-names";
import { RuleTextEditor } from "../RuleTextEditor";
import { givenValues, holesOf, usualRules } from "./choice";
import styles from "./Packs.module.css";

interface Props {
  pack: RulePack;
  source: string;
  /** Leads back to the list of packs. */
  back: ReactNode;
  onAdded(fileId: string): void;
  onClose(): void;
}

/** Which rules of a pack, with which values; beside them the rule file that comes of it. */
export function ChooseRules({ pack, source: firstSource, back, onAdded, onClose }: Props) {
  const sources = useSourceNames();
  const [source, setSource] = useState(firstSource);
  const [chosen, setChosen] = useState(() => usualRules(pack));
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<Failure>();
  const [isAdding, setAdding] = useState(false);
  const holes = useMemo(() => holesOf(pack.rules, chosen), [pack, chosen]);
  const request = useMemo(
    () => ({
      pack: pack.id,
      rules: pack.rules.map(({ name }) => name).filter((name) => chosen.has(name)),
      values: givenValues(values),
    }),
    [pack, chosen, values],
  );
  const preview = useAsk("rulePacks.preview", request, { placeholderData: (previous) => previous });
  const missing = preview.data?.missing ?? [];
  const problems = preview.data?.problems ?? [];
  // What is wrong with a value stands at its field; the rest needs a place too, or the button would be dead without a word.
  const others = problems.filter((problem) => !holes.some(({ label }) => problem.startsWith(`${label}: `)));
  const wrong: Failure | undefined =
    failure ??
    preview.error?.failure ??
    (others.length > 0 ? { kind: "bad-request", say: others.join(" "), retry: false } : undefined);

  const choose = (names: readonly string[], isChosen: boolean) =>
    setChosen((was) => {
      const next = new Set(was);
      for (const name of names)
        if (isChosen) next.add(name);
        else next.delete(name);
      return next;
    });

  async function add(): Promise<void> {
    setAdding(true);
    setFailure(undefined);
    try {
      const { fileId } = await ask("rulePacks.add", { ...request, source });
      onAdded(fileId);
    } catch (error) {
      setFailure(toFailure(error));
      setAdding(false);
    }
  }

  const names = pack.rules.map(({ name }) => name);
  const areAllChosen = names.every((name) => chosen.has(name));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={pack.title}
      description={pack.about}
      footer={
        <>
          {back}
          <span className={styles.room} />
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            kind="primary"
            onClick={add}
            isBusy={isAdding}
            disabled={chosen.size === 0 || missing.length > 0 || problems.length > 0}
          >
            {chosen.size === 1 ? "Use 1 rule" : `Use ${chosen.size} rules`}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.choices}>
          <Field label="Evaluate against">
            <Select value={source} onChange={setSource} options={sources.options} />
          </Field>
          <div className={styles.rules}>
            <Checkbox
              label={areAllChosen ? "None of them" : "All of them"}
              isChecked={areAllChosen}
              onChange={(isChecked) => choose(names, isChecked)}
            />
            {pack.rules.map((rule) => (
              <Checkbox
                key={rule.name}
                label={rule.name}
                hint={[rule.about.replace(/\.$/, ""), rule.kind === "recording" ? "recorded" : rule.severity]
                  .filter(Boolean)
                  .join(" · ")}
                isChecked={chosen.has(rule.name)}
                onChange={(isChecked) => choose([rule.name], isChecked)}
              />
            ))}
          </div>
        </div>
        <div className={styles.outcome}>
          {holes.map((hole) => (
            <HoleField
              key={hole.name}
              hole={hole}
              value={values.get(hole.name) ?? ""}
              isMissing={missing.includes(hole.name)}
              problem={problems.find((problem) => problem.startsWith(`${hole.label}: `))}
              onChange={(value) => setValues(new Map(values).set(hole.name, value))}
            />
          ))}
          <RuleTextEditor text={preview.data?.text ?? ""} diagnostics={[]} isTall={holes.length === 0} />
          {wrong && <FailureNote failure={wrong} />}
        </div>
      </div>
    </Dialog>
  );
}

interface HoleFieldProps {
  hole: RuleHole;
  value: string;
  isMissing: boolean;
  problem: string | undefined;
  onChange(value: string): void;
}

function HoleField({ hole, value, isMissing, problem, onChange }: HoleFieldProps) {
  const error = problem?.slice(hole.label.length + 2);
  return (
    <Field label={isMissing ? `${hole.label} (needed)` : hole.label} hint={hole.about} {...(error !== undefined && { error })}>
      <TextInput isMono value={value} onChange={onChange} placeholder={hole.usual ?? ""} />
    </Field>
  );
}
