import { useEffect, useRef, useState } from "react";
import type { ConnectionDraft, TestedServer } from "#shared/contract/connections";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";

export type TestState =
  | { kind: "none" }
  | { kind: "running" }
  | { kind: "passed"; result: TestedServer }
  | { kind: "failed"; failure: Failure };

/** One test at a time; a newer one, a change of the form, and leaving the dialog cancel it. */
export function useTest() {
  const [state, setState] = useState<TestState>({ kind: "none" });
  const running = useRef<AbortController | undefined>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  function forget(): void {
    running.current?.abort();
    running.current = undefined;
    setState({ kind: "none" });
  }

  async function run(draft: ConnectionDraft): Promise<void> {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setState({ kind: "running" });
    let outcome: TestState;
    try {
      outcome = { kind: "passed", result: await ask("connections.test", draft, { signal: own.signal }) };
    } catch (error) {
      outcome = { kind: "failed", failure: toFailure(error) };
    }
    if (running.current === own) setState(outcome);
  }

  return { state, run, forget };
}
