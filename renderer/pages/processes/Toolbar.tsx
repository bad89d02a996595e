import { ChevronsDownUp, ChevronsUpDown, SlidersHorizontal } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../../components/Button";
import { Menu, type MenuItem } from "../../components/Menu";
import { SegmentedControl } from "../../components/SegmentedControl";
import { TextInput } from "../../components/TextInput";
import { columnIds, toggleColumn } from "./column-choice";
import { processColumns } from "./columns";
import styles from "./Processes.module.css";
import type { ProcessView } from "./url";
import type { Columns } from "./use-columns";
import type { Lines } from "./use-lines";

interface Props {
  input: RefObject<HTMLInputElement | null>;
  view: ProcessView;
  onChange(changes: Partial<ProcessView>): void;
  /** What is wrong with the filter. */
  problem: string | undefined;
  /** How many it leaves. */
  outcome: string | undefined;
  columns: Columns;
  tree: Pick<Lines, "hasFolded" | "toggleAll">;
  ownUser: string | undefined;
}

/** What is listed, and how. */
export function Toolbar({ input, view, onChange, problem, outcome, columns, tree, ownUser }: Props) {
  return (
    <div className={styles.toolbar}>
      <TextInput
        ref={input}
        type="search"
        value={view.filter}
        onChange={(filter) => onChange({ filter })}
        // Out of the field, the keys are the list's again.
        onKeyDown={(event) => (event.key === "Enter" || event.key === "Escape") && event.currentTarget.blur()}
        placeholder="Filter: words, user:root, cpu>10, mem>1G, state:zombie"
        aria-label="Filter"
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby="filter-outcome"
        className={styles.filter}
      />
      <p id="filter-outcome" role="status" className={problem === undefined ? styles.outcome : styles.problem} title={problem}>
        {problem ?? outcome}
      </p>
      <div className={styles.controls}>
        {view.isTree && (
          <Button icon={tree.hasFolded ? ChevronsUpDown : ChevronsDownUp} kind="quiet" onClick={tree.toggleAll}>
            {tree.hasFolded ? "Unfold all" : "Fold all"}
          </Button>
        )}
        <SegmentedControl
          label="View"
          value={view.isTree ? "tree" : "list"}
          onChange={(value) => onChange({ isTree: value === "tree" })}
          segments={[
            { value: "list", label: "List" },
            { value: "tree", label: "Tree" },
          ]}
        />
        <Menu
          trigger={<Button icon={SlidersHorizontal}>View</Button>}
          items={[
            { kind: "heading", label: "Processes" },
            {
              label: "Mine only",
              ...(ownUser !== undefined && { detail: ownUser }),
              isChecked: view.isMineOnly,
              isDisabled: ownUser === undefined,
              staysOpen: true,
              onSelect: () => onChange({ isMineOnly: !view.isMineOnly }),
            },
            {
              label: "Kernel threads",
              isChecked: view.withKernel,
              staysOpen: true,
              onSelect: () => onChange({ withKernel: !view.withKernel }),
            },
            { kind: "line" },
            ...columnItems(columns),
          ]}
        />
      </div>
    </div>
  );
}

function columnItems({ shown, isChosen, known, choose }: Columns): MenuItem[] {
  const missing = (id: (typeof columnIds)[number]) => {
    if (!known.hasGpu && (id === "gpu" || id === "gpuMemory")) return "no process uses one";
    return id === "container" && !known.hasContainers ? "none runs" : undefined;
  };
  return [
    { kind: "heading", label: "Columns" },
    ...columnIds.slice(1).map((id): MenuItem => {
      const why = missing(id);
      return {
        label: processColumns[id].title,
        ...(why !== undefined && { detail: why }),
        isChecked: shown.includes(id),
        isDisabled: why !== undefined,
        staysOpen: true,
        onSelect: () => choose(toggleColumn(shown, id)),
      };
    }),
    { kind: "line" },
    { label: "Those that fit the window", isChecked: !isChosen, staysOpen: true, onSelect: () => choose(undefined) },
  ];
}
