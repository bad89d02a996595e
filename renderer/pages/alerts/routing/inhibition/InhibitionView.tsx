import { Pencil, Plus, ShieldOff, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { describeMatchers, joinWords } from "#shared/alerting/routing-words";
import type { InhibitRule, RoutingConfig } from "#shared/model/routing";
import { Button } from "../../../../components/Button";
import { Card } from "../../../../components/Card";
import { EmptyState } from "../../../../components/EmptyState";
import { Field } from "../../../../components/Field";
import { IconButton } from "../../../../components/IconButton";
import type { LabelCandidates } from "../../../../components/matchers-input/candidates";
import { MatcherChips } from "../../../../components/matchers-input/MatcherChips";
import { visibleText } from "../../../../components/visible-text";
import { LabelNames } from "../LabelNames";
import type { Problem, ProblemsByPlace } from "../problems";
import { MatchersField } from "../tree/MatchersField";
import { useRoutedLabels } from "../use-routed-labels";
import styles from "./Inhibition.module.css";

interface Props {
  config: RoutingConfig;
  problems: ProblemsByPlace;
  onChange(config: RoutingConfig, topic?: string): void;
}

/** What nearly everybody begins with. */
const newRule: InhibitRule = {
  sourceMatchers: [{ name: "severity", value: "critical", isRegex: false, isEqual: true }],
  targetMatchers: [{ name: "severity", value: "warning", isRegex: false, isEqual: true }],
  equal: ["alertname", "instance"],
};

/** Which alerts keep others quiet while they fire. */
export function InhibitionView({ config, problems, onChange }: Props) {
  const [editing, setEditing] = useState<number>();
  const candidates = useRoutedLabels();
  const rules = config.inhibitRules;
  const put = (inhibitRules: InhibitRule[], topic?: string) => onChange({ ...config, inhibitRules }, topic);

  function add(): void {
    put([...rules, newRule]);
    setEditing(rules.length);
  }

  const addButton = (
    <Button icon={Plus} onClick={add}>
      New inhibition rule
    </Button>
  );
  if (rules.length === 0) {
    return (
      <Card>
        <EmptyState icon={ShieldOff} title="No inhibition rules" action={addButton}>
          While a server is down, its full disk is no news: an inhibition rule keeps alerts quiet as long as another one about the
          same thing fires.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title="Inhibition rules" aside={addButton} isFlush>
      <ul aria-label="Inhibition rules">
        {rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place; it has no name of its own
          <li key={index} className={styles.rule}>
            <div className={styles.head}>
              <Sentence rule={rule} />
              <IconButton
                icon={Pencil}
                label={editing === index ? "Done" : "Edit"}
                aria-expanded={editing === index}
                onClick={() => setEditing(editing === index ? undefined : index)}
              />
              <IconButton
                icon={Trash2}
                label="Remove"
                onClick={() => {
                  put(rules.toSpliced(index, 1));
                  setEditing(undefined);
                }}
              />
            </div>
            <Problems problems={problems.inhibitRules.get(index) ?? []} />
            {editing === index && (
              <RuleFields
                rule={rule}
                candidates={candidates}
                onChange={(change, topic) => put(rules.with(index, { ...rule, ...change }), `inhibit ${index} ${topic}`)}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The rule as one says it. */
function Sentence({ rule: { sourceMatchers, targetMatchers, equal } }: { rule: InhibitRule }) {
  const words = `While an alert fires for which ${describeMatchers(sourceMatchers)}, alerts for which ${describeMatchers(targetMatchers)} are not told${equal.length > 0 ? `, where ${joinWords(equal)} ${equal.length === 1 ? "is" : "are"} the same` : ""}.`;
  return (
    <div className={styles.sentence} title={visibleText(words)}>
      <span>While</span>
      <Condition matchers={sourceMatchers} />
      <span>fires,</span>
      <Condition matchers={targetMatchers} />
      <span>is not told</span>
      {equal.length > 0 && (
        <span>
          where <strong>{visibleText(joinWords(equal))}</strong> {equal.length === 1 ? "is" : "are"} the same
        </span>
      )}
    </div>
  );
}

function Condition({ matchers }: { matchers: InhibitRule["sourceMatchers"] }) {
  return matchers.length === 0 ? <strong>any alert</strong> : <MatcherChips matchers={matchers} />;
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  return problems.map(({ say, severity }) => (
    <p key={say} className={styles.problem} data-severity={severity}>
      <TriangleAlert size={13} aria-hidden /> {visibleText(say)}
    </p>
  ));
}

interface FieldsProps {
  rule: InhibitRule;
  candidates: () => LabelCandidates;
  onChange(change: Partial<InhibitRule>, topic: string): void;
}

function RuleFields({ rule, candidates, onChange }: FieldsProps) {
  return (
    <div className={styles.fields}>
      <MatchersField
        label="Source: while this fires"
        hint="None: any alert."
        value={rule.sourceMatchers}
        candidates={candidates}
        onChange={(sourceMatchers) => onChange({ sourceMatchers }, "source")}
      />
      <MatchersField
        label="Target: this is not told"
        hint="None: any alert. One that is source and target at once is never held back by such another."
        value={rule.targetMatchers}
        candidates={candidates}
        onChange={(targetMatchers) => onChange({ targetMatchers }, "target")}
      />
      <Field
        label="Equal"
        isGroup
        hint="Only where these labels have the same value in both; a label that both lack is the same."
      >
        <LabelNames
          names={rule.equal}
          candidates={candidates}
          label="Add a label that has to be equal"
          onChange={(equal) => onChange({ equal }, "equal")}
        />
      </Field>
    </div>
  );
}
