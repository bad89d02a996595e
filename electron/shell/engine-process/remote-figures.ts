import type { ProcessFigures } from "../../engine/self/process-figures";
import type { FromEngineProcess, ToEngineProcess } from "../messages";

export interface RemoteFigures {
  ask(): Promise<ProcessFigures[]>;
  receive(answer: Extract<ToEngineProcess, { t: "weighed" }>): void;
}

/** What the app's other processes cost, by asking the main process; whoever asks meanwhile gets the same answer. */
export function createRemoteFigures(post: (message: FromEngineProcess) => void): RemoteFigures {
  let waiting: ((processes: ProcessFigures[]) => void)[] = [];
  return {
    ask: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) post({ t: "weigh" });
      }),
    receive({ processes }) {
      const told = waiting;
      waiting = [];
      for (const resolve of told) resolve(processes);
    },
  };
}
