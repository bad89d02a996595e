import { ChevronDown, ChevronRight } from "lucide-react";
import { markOf } from "../../../components/alert-words";
import { StateDot } from "../../../components/StateDot";
import styles from "./Board.module.css";
import type { BoardGroup } from "./groups";

/** What a group is, how much is in it, and how bad the worst of it is. */
export function GroupHead({ group: { title, rows, worst, words, isFolded } }: { group: BoardGroup }) {
  const Fold = isFolded ? ChevronRight : ChevronDown;
  const isQuiet = rows.every(({ standing }) => standing === "resolved");
  return (
    <span className={styles.groupHead}>
      <Fold size={14} aria-label={isFolded ? "folded" : "unfolded"} />
      <StateDot state={isQuiet ? "ok" : markOf("firing", worst)} label={worst === "none" ? "no severity" : worst} />
      <b title={title}>{title}</b>
      <span className={styles.words}>{words}</span>
    </span>
  );
}
