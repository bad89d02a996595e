import { CircleDashed } from "lucide-react";
import { Age } from "../../../components/Age";
import styles from "./Board.module.css";
import type { Stale } from "./use-stale";

/** Above a board that is drawn in grey, because nobody knows whether it is still so. */
export function StaleNote({ stale }: { stale: Stale }) {
  return (
    <p className={styles.staleNote} role="status">
      <CircleDashed size={15} aria-hidden />
      <span>
        {stale.kind === "stalled" ? (
          <>
            The rules were due and have not been evaluated: the last round was <Age at={stale.since} />. What stands here is what
            was known then.
          </>
        ) : stale.kind === "failed" ? (
          `${stale.failure.say} What stands here is what was known last.`
        ) : (
          "The engine cannot be reached just now. What stands here is what was known last."
        )}
      </span>
    </p>
  );
}
