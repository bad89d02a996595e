import { Field } from "../../../../components/Field";
import type { LabelCandidates } from "../../../../components/matchers-input/candidates";
import { Select } from "../../../../components/Select";
import { LabelNames } from "../LabelNames";

interface Props {
  value: readonly string[] | undefined;
  /** What holds where nothing is chosen, in words; absent for the root. */
  inherited: string | undefined;
  candidates: () => LabelCandidates;
  onChange(value: string[] | undefined): void;
}

type Way = "inherited" | "labels" | "none" | "all";

const wayOf = (value: readonly string[] | undefined): Way =>
  value === undefined ? "inherited" : value.includes("...") ? "all" : value.length === 0 ? "none" : "labels";

/** Which alerts are told in one message. */
export function GroupByField({ value, inherited, candidates, onChange }: Props) {
  const way = wayOf(value);
  const options: readonly { value: Way; label: string; detail?: string }[] = [
    ...(inherited === undefined ? [] : [{ value: "inherited" as const, label: "As above", detail: inherited }]),
    { value: "labels", label: "By labels" },
    { value: "none", label: "All together" },
    { value: "all", label: "Each alert by itself", detail: "..." },
  ];
  const starts: Record<Way, string[] | undefined> = { inherited: undefined, labels: ["alertname"], none: [], all: ["..."] };
  return (
    <>
      <Field label="Group by" hint="What is alike in these labels is told in one message.">
        <Select
          // The root inherits nothing: saying nothing there is one group.
          value={way === "inherited" && inherited === undefined ? "none" : way}
          onChange={(next) => next !== way && onChange(starts[next])}
          options={options}
        />
      </Field>
      {way === "labels" && (
        <LabelNames names={value ?? []} onChange={onChange} candidates={candidates} label="Add a label to group by" />
      )}
    </>
  );
}
