import { useEffect, useRef, useState } from "react";
import type { ReceiverDraft } from "#shared/contract/receivers";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";

export type TestState = { kind: "none" } | { kind: "running" } | { kind: "done"; isSent: boolean; say: string };

/** One test message at a time; a change of the form and leaving the dialog cancel it. */
export function useTest() {
  const [state, setState] = useState<TestState>({ kind: "none" });
  const running = useRef<AbortController | undefined>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  function forget(): void {
    running.current?.abort();
    running.current = undefined;
    setState({ kind: "none" });
  }

  async function run(draft: ReceiverDraft, integrationId: string): Promise<void> {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setState({ kind: "running" });
    let outcome: TestState;
    try {
      outcome = { kind: "done", ...(await ask("receivers.test", { ...draft, integrationId }, { signal: own.signal })) };
    } catch (error) {
      outcome = { kind: "done", isSent: false, say: toFailure(error).say };
    }
    if (running.current === own) setState(outcome);
  }

  return { state, run, forget };
}
