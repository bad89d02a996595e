import { useCallback, useEffect, useRef, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../../bridge/ask";
import { lineAsked } from "../line-asked";
import type { DetailLine } from "../lines";
import { edgeOf, grown, noLines, type Side, type SideLines, toContextLines } from "./context-lines";

/** So many to each side at first. */
const first = 10;

interface ContextState {
  before: SideLines;
  after: SideLines;
  /** What is under way, and what went wrong with it. */
  loading: Side | "both" | undefined;
  failure: Failure | undefined;
}

const nothing: ContextState = { before: noLines, after: noLines, loading: "both", failure: undefined };

export interface ContextLines extends ContextState {
  more(side: Side, count: number): void;
  retry(): void;
}

/** The lines of the same stream around one. They live as long as the dialog does. */
export function useContextLines(line: DetailLine, source: string): ContextLines {
  const [state, setState] = useState(nothing);
  const leaving = useRef<AbortController | undefined>(undefined);
  const last = useRef<() => void>(() => {});

  const load = useCallback(
    async (side: Side | "both", from: Parameters<typeof lineAsked>[0], count: number) => {
      const controller = new AbortController();
      leaving.current?.abort();
      leaving.current = controller;
      last.current = () => void load(side, from, count);
      setState((was) => ({ ...was, loading: side, failure: undefined }));
      try {
        const wanted = { before: side === "after" ? 0 : count, after: side === "before" ? 0 : count };
        const answer = await ask("logs.context", { source, ...lineAsked(from), ...wanted }, { signal: controller.signal });
        if (controller.signal.aborted) return;
        setState((was) => ({
          before: wanted.before ? grown(was.before, "before", toContextLines(answer.before), count) : was.before,
          after: wanted.after ? grown(was.after, "after", toContextLines(answer.after), count) : was.after,
          loading: undefined,
          failure: undefined,
        }));
      } catch (error) {
        if (!controller.signal.aborted) setState((was) => ({ ...was, loading: undefined, failure: toFailure(error) }));
      }
    },
    [source],
  );

  useEffect(() => {
    setState(nothing);
    void load("both", line, first);
    return () => leaving.current?.abort();
  }, [load, line]);

  return {
    ...state,
    more(side, count) {
      const edge = edgeOf(state[side], side) ?? line;
      void load(side, { ...edge, labels: line.labels }, count);
    },
    retry: () => last.current(),
  };
}
