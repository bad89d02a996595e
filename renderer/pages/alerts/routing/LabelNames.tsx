import { X } from "lucide-react";
import { IconButton } from "../../../components/IconButton";
import type { LabelCandidates } from "../../../components/matchers-input/candidates";
import { SearchPicker } from "../../../components/SearchPicker";
import { visibleText } from "../../../components/visible-text";
import styles from "./Routing.module.css";

interface Props {
  names: readonly string[];
  onChange(names: string[]): void;
  candidates: () => LabelCandidates;
  /** What the picker does: "Add a label to group by". */
  label: string;
}

/** Names of labels, each to be taken out, with a way to add one that the alerts have or any other. */
export function LabelNames({ names, onChange, candidates, label }: Props) {
  const add = (name: string) => names.includes(name) || onChange([...names, name]);
  return (
    <div className={styles.labelNames}>
      {names.map((name) => (
        <span key={name} className={styles.labelName}>
          {visibleText(name)}
          <IconButton
            icon={X}
            label={`Remove ${visibleText(name)}`}
            onClick={() => onChange(names.filter((each) => each !== name))}
          />
        </span>
      ))}
      <SearchPicker
        className={styles.addLabel}
        label={label}
        placeholder="Add a label…"
        value={undefined}
        options={[...candidates().keys()].filter((name) => !names.includes(name)).map((name) => ({ value: name, label: name }))}
        ownWords={(typed) => `Add “${typed}”`}
        onChange={add}
      />
    </div>
  );
}
