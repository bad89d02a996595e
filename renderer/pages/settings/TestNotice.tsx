import { Bell } from "lucide-react";
import { useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { Button } from "../../components/Button";
import { FailureNote } from "../../components/FailureNote";
import styles from "./Settings.module.css";

type Test = { kind: "none" } | { kind: "sending" } | { kind: "done"; outcome: string } | { kind: "failed"; failure: Failure };

/** Shows a notice by the path that real ones take, and says what came of it. */
export function TestNotice() {
  const [test, setTest] = useState<Test>({ kind: "none" });

  async function send(): Promise<void> {
    setTest({ kind: "sending" });
    try {
      setTest({ kind: "done", outcome: (await ask("notifications.test", {})).outcome });
    } catch (error) {
      setTest({ kind: "failed", failure: toFailure(error) });
    }
  }

  return (
    <>
      <div className={styles.test}>
        <Button icon={Bell} onClick={send} isBusy={test.kind === "sending"}>
          Send a test notification
        </Button>
        {test.kind === "done" && <span role="status">{test.outcome}</span>}
      </div>
      {test.kind === "failed" && <FailureNote failure={test.failure} />}
    </>
  );
}
