import { useMemo, useState } from "react";
import { useAsk } from "../../../bridge/use-ask";
import { candidatesOf, type LabelCandidates } from "../../../components/matchers-input/candidates";
import { useConnections } from "../../../stores/connections";
import { useInbox } from "../../../stores/inbox";
import { homesOf } from "./homes";
import { type Remembered, remember, remembered } from "./remembered";

/** All silences, here and at the Alertmanagers; follows every change. */
export const useSilences = () => useAsk("silences.list", {});

/** Where silences can be kept: this console, and every Alertmanager that is connected. */
export function useHomes() {
  const { data } = useConnections();
  return useMemo(() => homesOf(data?.connections ?? []), [data]);
}

/** The labels of all alerts, worked out when somebody types. */
export function useLabelCandidates(): () => LabelCandidates {
  const { rows } = useInbox();
  return useMemo(() => {
    let found: LabelCandidates | undefined;
    return () => {
      found ??= candidatesOf([...rows.values()].map(({ labels }) => labels));
      return found;
    };
  }, [rows]);
}

/** What was remembered of the last silence, and the way to change it. */
export function useRemembered(): [Remembered, (change: Partial<Remembered>) => void] {
  const [value, setValue] = useState(remembered);
  return [
    value,
    (change) => {
      remember(change);
      setValue(remembered());
    },
  ];
}
