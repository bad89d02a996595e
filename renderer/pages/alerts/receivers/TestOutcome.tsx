import { Badge } from "../../../components/Badge";
import { visibleText } from "../../../components/visible-text";
import styles from "./Receivers.module.css";
import type { TestState } from "./use-test";

interface Props {
  state: TestState;
  /** Why saving failed, when that came last. */
  notSaved: string | undefined;
}

/** What came of the test message, in the far side's words where it has any; or why the receiver was not saved. */
export function TestOutcome({ state, notSaved }: Props) {
  const shown = notSaved !== undefined ? { isGood: false, word: "not saved", say: notSaved } : outcomeOf(state);
  return (
    <div className={styles.outcome} role="status">
      {shown && (
        <>
          <Badge state={shown.isGood ? "ok" : "critical"}>{shown.word}</Badge>
          <span className={styles.outcomeSay} title={shown.say}>
            {visibleText(shown.say)}
          </span>
        </>
      )}
    </div>
  );
}

function outcomeOf(state: TestState) {
  if (state.kind !== "done") return undefined;
  return { isGood: state.isSent, word: state.isSent ? "sent" : "not sent", say: state.say };
}
