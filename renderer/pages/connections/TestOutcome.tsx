import { useEffect, useRef } from "react";
import type { ConnectionKind } from "#shared/contract/connections";
import { Badge } from "../../components/Badge";
import { Button } from "../../components/Button";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import styles from "./Connections.module.css";
import type { TestState } from "./use-test";
import { changeKindLabel, describeOtherKind, describeTest } from "./words";

interface Props {
  state: TestState;
  /** What the form says that stands there. */
  kind: ConnectionKind;
  /** Says that it is another one. */
  onKind(kind: ConnectionKind): void;
}

/** What came of the test: facts and remarks, or the one sentence that says why not. */
export function TestOutcome({ state, kind, onKind }: Props) {
  const end = useRef<HTMLDivElement>(null);
  // In a low window it comes below what is in view, and nobody would see that it is there.
  useEffect(() => {
    if (state.kind !== "none") end.current?.scrollIntoView({ block: "nearest" });
  }, [state.kind]);
  return (
    <>
      <Outcome state={state} kind={kind} onKind={onKind} />
      <div ref={end} />
    </>
  );
}

function Outcome({ state, kind, onKind }: Props) {
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
          {state.result.kind !== kind && (
            <div className={styles.otherKind}>
              <p>{describeOtherKind(state.result.kind, kind)}</p>
              <Button onClick={() => onKind(state.result.kind)}>{changeKindLabel(state.result.kind)}</Button>
            </div>
          )}
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
