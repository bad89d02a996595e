import { useMemo } from "react";
import { candidatesOf, type LabelCandidates } from "../../../components/matchers-input/candidates";
import { useInbox } from "../../../stores/inbox";
import { useSourceNames } from "../../../stores/source-names";
import { routedLabels } from "./place-labels";

/** The labels of all alerts as routes see them, worked out when somebody types. */
export function useRoutedLabels(): () => LabelCandidates {
  const { rows } = useInbox();
  const { nameOf } = useSourceNames();
  return useMemo(() => {
    let found: LabelCandidates | undefined;
    return () => {
      found ??= candidatesOf([...rows.values()].map((alert) => routedLabels(alert, nameOf)));
      return found;
    };
  }, [rows, nameOf]);
}
