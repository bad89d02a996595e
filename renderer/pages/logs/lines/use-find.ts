import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { createFinder, type Finder } from "./finder";
import type { LineStore } from "./line-store";
import { createMatcher, type Matcher } from "./text/marks";

/** Find in results: what is looked for, and how far that has come. */
export interface Find {
  isOpen: boolean;
  text: string;
  isRegex: boolean;
  ignoresCase: boolean;
  change(wanted: Partial<Pick<Find, "text" | "isRegex" | "ignoresCase">>): void;
  open(): void;
  close(): void;
  /** Absent while nothing is looked for. */
  matcher: Matcher | undefined;
  /** What is wrong with the pattern. */
  problem: string | undefined;
  count: number;
  /** All lines that are here were looked at. */
  isDone: boolean;
  currentId: number | undefined;
  /** Which of them the current one is, from 1. */
  place: number | undefined;
  step(by: 1 | -1): void;
}

/** Of each picture's sixteen; the rest is for drawing and for keys. */
const sliceMs = 8;

export function useFind(store: LineStore): Find {
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState({ text: "", isRegex: false, ignoresCase: true });
  const [currentId, setCurrentId] = useState<number>();
  const { text, isRegex, ignoresCase } = asked;
  const { matcher, problem } = useMemo(() => matcherFor({ text, isRegex, ignoresCase }), [text, isRegex, ignoresCase]);
  const { finder, isDone } = useFinder(store, isOpen ? matcher : undefined);

  const step = useCallback((by: 1 | -1) => setCurrentId((was) => finder.current?.step(was, by)), [finder]);
  return {
    isOpen,
    ...asked,
    change(wanted) {
      setAsked((was) => ({ ...was, ...wanted }));
      setCurrentId(undefined);
    },
    open: useCallback(() => setOpen(true), []),
    close: useCallback(() => {
      setOpen(false);
      setCurrentId(undefined);
    }, []),
    matcher: isOpen ? matcher : undefined,
    problem,
    count: finder.current?.count ?? 0,
    isDone,
    currentId,
    place: currentId === undefined ? undefined : finder.current?.placeOf(currentId),
    step,
  };
}

function useFinder(store: LineStore, matcher: Matcher | undefined) {
  const finder = useRef<Finder>(undefined);
  const [isDone, setDone] = useState(true);
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => {
    const current = matcher && createFinder(store, matcher);
    finder.current = current;
    redraw();
    if (!current) return setDone(true);
    let frame: number | undefined;
    const look = () => {
      const end = performance.now() + sliceMs;
      const isAll = current.look(() => performance.now() > end);
      frame = isAll ? undefined : requestAnimationFrame(look);
      setDone(isAll);
      redraw();
    };
    const lookSoon = () => {
      frame ??= requestAnimationFrame(look);
    };
    lookSoon();
    const stop = store.onChange(lookSoon);
    return () => {
      stop();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [store, matcher]);
  return { finder, isDone };
}

function matcherFor(term: { text: string; isRegex: boolean; ignoresCase: boolean }): {
  matcher: Matcher | undefined;
  problem: string | undefined;
} {
  if (term.text === "") return { matcher: undefined, problem: undefined };
  try {
    return { matcher: createMatcher(term, "found"), problem: undefined };
  } catch (error) {
    return { matcher: undefined, problem: error instanceof Error ? error.message : String(error) };
  }
}
