import { BellOff, CircleCheck, CircleDashed } from "lucide-react";
import { EmptyState } from "../../components/EmptyState";
import type { Counts } from "./headline";
import type { AlertList } from "./url";

interface Props {
  list: Exclude<AlertList, "rules">;
  counts: Counts;
}

/** An empty list is good news only when the rules behind it were evaluated. */
export function ListEmpty({ list, counts }: Props) {
  if (counts.evaluated < counts.alerting) {
    const waiting = counts.alerting - counts.evaluated;
    return (
      <EmptyState icon={CircleDashed} title="Not known yet">
        {waiting} of {counts.alerting} alerting rules {waiting === 1 ? "is" : "are"} not evaluated: new, switched off, or in
        trouble. All rules says which.
      </EmptyState>
    );
  }
  if (list === "firing") {
    return (
      <EmptyState icon={CircleCheck} title="Nothing is firing">
        All {counts.alerting} alerting rules were evaluated, and none of them fires.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={BellOff} title={list === "pending" ? "Nothing is pending" : "Nothing has resolved lately"}>
      {list === "pending"
        ? "An alert is pending while its condition holds, but not yet for as long as its rule asks."
        : "An alert stays here for a while after its condition has stopped holding."}
    </EmptyState>
  );
}
