import { SegmentedControl } from "../../components/SegmentedControl";
import { Switch } from "../../components/Switch";
import { TextInput } from "../../components/TextInput";
import styles from "./Containers.module.css";
import type { ContainersView } from "./url";

interface Props {
  view: ContainersView;
  onChange(changes: Partial<ContainersView>): void;
  /** How many are listed; none while nothing came yet. */
  outcome: string | undefined;
}

/** What is listed, and how. */
export function Toolbar({ view, onChange, outcome }: Props) {
  return (
    <div className={styles.toolbar}>
      <TextInput
        type="search"
        value={view.filter}
        onChange={(filter) => onChange({ filter })}
        // Out of the field, the keys are the list's again.
        onKeyDown={(event) => (event.key === "Enter" || event.key === "Escape") && event.currentTarget.blur()}
        placeholder="Filter by name, image, state, port or id"
        aria-label="Filter"
        className={styles.filter}
      />
      <p role="status" className={styles.outcome}>
        {outcome}
      </p>
      <Switch label="Running only" isOn={view.isRunningOnly} onChange={(isRunningOnly) => onChange({ isRunningOnly })} />
      <SegmentedControl
        label="View"
        value={view.isGrouped ? "groups" : "list"}
        onChange={(value) => onChange({ isGrouped: value === "groups" })}
        segments={[
          { value: "list", label: "List" },
          { value: "groups", label: "Groups" },
        ]}
      />
    </div>
  );
}
