import { type Segment, SegmentedControl } from "../../components/SegmentedControl";
import type { Counts } from "./headline";
import type { AlertList } from "./url";

interface Props {
  list: AlertList;
  counts: Counts;
  onChange(list: AlertList): void;
}

/** Which list is shown, each with how many it holds. */
export function ListPicker({ list, counts, onChange }: Props) {
  const segments: readonly Segment<AlertList>[] = [
    // They share a list; the label says so, or its count would contradict the one in the headline.
    counts.unknown > 0
      ? { value: "firing", label: "Firing and unknown", count: counts.firing + counts.unknown }
      : { value: "firing", label: "Firing", count: counts.firing },
    { value: "pending", label: "Pending", count: counts.pending },
    { value: "resolved", label: "Resolved", count: counts.resolved },
    { value: "rules", label: "All rules", count: counts.rules },
  ];
  return <SegmentedControl<AlertList> label="List" value={list} onChange={onChange} segments={segments} />;
}
