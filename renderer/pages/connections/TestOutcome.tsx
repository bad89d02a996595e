import { Badge } from "../../components/Badge";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import styles from "./Connections.module.css";
import type { TestState } from "./use-test";
import { describeTest } from "./words";

/** What came of the test: four facts and remarks, or the one sentence that says why not. */
export function TestOutcome({ state }: { state: TestState }) {
  switch (state.kind) {
    case "none":
      return null;
    case "running":
      return (
        <div className={styles.outcome} role="status" aria-label="Asking the server">
          <Skeleton lines={2} />
        </div>
      );
    case "failed":
      return <FailureNote failure={{ ...state.failure, retry: false }} />;
    case "passed":
      return (
        <div className={styles.outcome} role="status">
          <div className={styles.answers}>
            <Badge state="ok">It answers</Badge>
          </div>
          <dl className={styles.facts}>
            {describeTest(state.result).map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {state.result.remarks.map((remark) => (
            <p key={remark} className={styles.remark}>
              {remark}
            </p>
          ))}
        </div>
      );
  }
}
