import { formatCount } from "#shared/format/count";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { looksLikeField } from "./filter";
import { fieldNames } from "./filter-fields";
import type { ProcessView } from "./url";

interface Props {
  snapshot: ProcessSnapshot;
  view: ProcessView;
  onChange(changes: Partial<ProcessView>): void;
}

/** Why the table is empty, and the way out. */
export function NothingListed({ snapshot, view, onChange }: Props) {
  if (snapshot.processes.length === 0) {
    return <EmptyState title="No process can be seen">The system does not let us read its process list.</EmptyState>;
  }
  const { processes } = snapshot;
  const listed = view.withKernel ? processes.length : processes.filter(({ info }) => !info.isKernelThread).length;
  const unknown = looksLikeField(view.filter);
  return (
    <EmptyState
      title="No process matches"
      action={<Button onClick={() => onChange({ filter: "", isMineOnly: false })}>Show all {formatCount(listed)}</Button>}
    >
      {unknown === undefined
        ? `None of ${formatCount(listed)} is all of this${view.isMineOnly ? ", and yours" : ""}.`
        : `“${unknown}” is no field, so it was looked for as it stands. The fields are ${fieldNames.join(", ")}.`}
      {!view.withKernel && view.filter !== "" && " The kernel's own threads are hidden."}
    </EmptyState>
  );
}
