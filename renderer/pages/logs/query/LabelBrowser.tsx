import { Play } from "lucide-react";
import { useState } from "react";
import type { NsTime } from "#shared/model/log";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { narrowedSelector } from "../../../components/logql-editor/values";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import styles from "./LabelBrowser.module.css";
import { PickList } from "./PickList";
import { type Picks, queryOf, selectorOf, toggledLabel, toggledValue } from "./picks";

interface Props {
  source: string;
  span: { startNs: NsTime; endNs: NsTime };
  /** The query goes into the editor. */
  onUse(expr: string): void;
  onRun(expr: string): void;
  onClose(): void;
}

const none: Picks = new Map();

/** Finds streams without writing LogQL: labels, then their values, and the query that this makes. */
export function LabelBrowser({ source, span, onUse, onRun, onClose }: Props) {
  // As it was when this was opened: a window that moves would ask everything again each second.
  const [time] = useState(span);
  const [picks, setPicks] = useState(none);
  const [contains, setContains] = useState("");
  const selector = selectorOf(picks);
  const names = useAsk(
    "logs.labelNames",
    { source, ...(selector !== undefined && { selector }), ...time },
    { placeholderData: (before) => before },
  );
  const query = queryOf(picks, contains);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title="Find streams by their labels"
      onSubmit={() => query !== undefined && onRun(query)}
      footer={
        <>
          <output className={styles.query}>
            {query === undefined ? "Pick a label, and one of its values." : visibleText(query)}
          </output>
          <Button onClick={() => query !== undefined && onUse(query)} disabled={query === undefined}>
            Edit
          </Button>
          <Button kind="primary" type="submit" icon={Play} disabled={query === undefined}>
            Run
          </Button>
        </>
      }
    >
      <div className={styles.lists}>
        <PickList
          title="Labels"
          options={names.data?.names ?? []}
          picked={[...picks.keys()]}
          onToggle={(label) => setPicks(toggledLabel(picks, label))}
          answer={names}
          noneYet="No labels in this time."
        />
        {picks.size === 0 && <p className={styles.room}>The values of the labels that you pick come here.</p>}
        {[...picks].map(([label, values]) => (
          <ValueList
            key={label}
            label={label}
            values={values}
            source={source}
            selector={selectorOf(picks, label)}
            time={time}
            onToggle={(value) => setPicks(toggledValue(picks, label, value))}
          />
        ))}
      </div>
      <Field label="Lines that contain" hint="Upper and lower case are told apart. Leave it empty for all lines.">
        <TextInput value={contains} onChange={setContains} placeholder="error" isMono />
      </Field>
    </Dialog>
  );
}

interface ValueListProps {
  label: string;
  values: readonly string[];
  source: string;
  /** Of the other picks. */
  selector: string | undefined;
  time: { startNs: NsTime; endNs: NsTime };
  onToggle(value: string): void;
}

const most = 2000;

function ValueList({ label, values, source, selector, time, onToggle }: ValueListProps) {
  const [sought, setSought] = useState("");
  const ask = { source, label, ...time, limit: most };
  const all = useAsk(
    "logs.labelValues",
    { ...ask, ...(selector !== undefined && { selector }) },
    { placeholderData: (before) => before },
  );
  // A source that did not tell all of them is asked for those that are searched.
  const isNarrowed = sought !== "" && (all.data?.truncated ?? false);
  const narrowed = useAsk(
    "logs.labelValues",
    { ...ask, selector: narrowedSelector(selector, label, sought) },
    { enabled: isNarrowed, placeholderData: (before) => before },
  );
  const answer = isNarrowed ? narrowed : all;
  return (
    <PickList
      title={label}
      options={answer.data?.values ?? []}
      picked={values}
      onToggle={onToggle}
      onSearch={setSought}
      answer={answer}
      isCut={answer.data?.truncated ?? false}
      noneYet="No values in this time."
    />
  );
}
