import { BellOff } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../../components/EmptyState";
import { Kbd } from "../../../components/Kbd";
import type { SilenceState } from "./silence-list";

interface Props {
  state: SilenceState;
  isSearched: boolean;
  /** Whether there are silences of another state. */
  hasAny: boolean;
  action: ReactNode;
}

/** In the place of silences that are not there: what they are for, and how to make one. */
export function NoSilences({ state, isSearched, hasAny, action }: Props) {
  if (isSearched) return <EmptyState title="No silence is found">No matcher, author or comment has these words.</EmptyState>;
  if (state === "expired")
    return <EmptyState title="None has expired">Silences that are over are kept for five days.</EmptyState>;
  if (state === "pending") {
    return (
      <EmptyState title="None is to come" action={action}>
        Work that is planned can be silenced ahead: choose exact times, and it starts by itself.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={BellOff} title={hasAny ? "No silence is active" : "No silences"} action={action}>
      Press <Kbd>s</Kbd> on an alert to silence it for a while: it stays in the list, but nobody is told of it.
    </EmptyState>
  );
}
