import { TriangleAlert } from "lucide-react";
import { formatCount } from "#shared/format/count";
import type { ReadProblem } from "#shared/traces/span-table";
import { visibleText } from "../../../components/visible-text";
import styles from "./Results.module.css";

interface Props {
  warnings: readonly string[];
  problems: readonly ReadProblem[];
}

const most = 6;

/** What the server said beside its answer, and what was found wrong in it while it was read. */
export function Problems({ warnings, problems }: Props) {
  const lines = [...warnings, ...problems.map(({ say, times }) => (times > 1 ? `${say} (${formatCount(times)} times)` : say))];
  if (lines.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="Worth knowing about these traces">
      {lines.slice(0, most).map((line) => (
        <li key={line}>
          <TriangleAlert size={13} aria-hidden />
          {visibleText(line)}
        </li>
      ))}
      {lines.length > most && <li>and {formatCount(lines.length - most)} more</li>}
    </ul>
  );
}
