import { X } from "lucide-react";
import { useState } from "react";
import type { Problem } from "#shared/contract/settings";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { Age } from "../../components/Age";
import { Badge } from "../../components/Badge";
import { Card } from "../../components/Card";
import { FailureNote } from "../../components/FailureNote";
import { IconButton } from "../../components/IconButton";
import { Skeleton } from "../../components/Skeleton";
import { useProblems } from "../../stores/engine";
import styles from "./Settings.module.css";

/** Trouble that was worth telling once, until it is dismissed. */
export function ProblemsCard() {
  const problems = useProblems();
  const [failure, setFailure] = useState<Failure>();

  async function dismiss(id: string): Promise<void> {
    setFailure(undefined);
    try {
      await ask("problems.dismiss", { id });
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  return (
    <Card title="Problems" aside={problems.data && problems.data.problems.length > 0 ? problems.data.problems.length : undefined}>
      {failure && <FailureNote failure={failure} />}
      {problems.data ? (
        problems.data.problems.length === 0 ? (
          <p className={styles.hint}>None. A damaged file, or a collector that keeps failing, would be named here.</p>
        ) : (
          <ul className={styles.problems}>
            {problems.data.problems.map((problem) => (
              <li key={problem.id}>
                <Severity problem={problem} />
                <span className={styles.problemText}>{problem.text}</span>
                <span className={styles.hint}>
                  <Age at={problem.at} />
                </span>
                <IconButton icon={X} label="Dismiss" onClick={() => void dismiss(problem.id)} />
              </li>
            ))}
          </ul>
        )
      ) : problems.error ? (
        <FailureNote failure={problems.error.failure} onRetry={() => void problems.refetch()} />
      ) : (
        <Skeleton />
      )}
    </Card>
  );
}

function Severity({ problem: { severity } }: { problem: Problem }) {
  return <Badge state={severity}>{severity}</Badge>;
}
