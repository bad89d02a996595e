import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Milliseconds } from "#shared/units/time";
import { type Answers, areOfSameSources, askAll, hasAnswer, type Plan } from "./answers";
import type { DashboardRun } from "./dashboard-context";
import { answersOfLive } from "./live-answers";
import { paceNotice } from "./pace";
import type { Asked } from "./panel-data";
import { createPanelRunner } from "./panel-runner";

/** What a panel asks for a stretch of time. */
export type MakePlan = (range: Plan["range"]) => Plan;

interface Asking {
  run: DashboardRun;
  key: string;
  plan: Plan;
  makePlan: MakePlan;
  isAsking: boolean;
  isRiding: boolean;
}

/** The rounds of asking, one way or the other: panels that ride on the live stream do not poll. */
export function useAsked({ run, key, plan, makePlan, isAsking, isRiding }: Asking): { asked: Asked; retry(): void } {
  const { cache, dashboard, pool, clock, live } = run;
  const [state, setState] = useState<{ key: string; asked: Asked }>();
  /** The stream has no room for this panel's queries: it asks for itself. */
  const [isLeftOut, setLeftOut] = useState(false);
  const isPolling = isAsking && (!isRiding || isLeftOut);
  const latest = useRef({ plan, makePlan });
  useLayoutEffect(() => {
    latest.current = { plan, makePlan };
  });

  const [runner] = useState(() =>
    createPanelRunner<Ask>({
      now: () => performance.now(),
      wait,
      ask: async (ask, key, signal) => {
        const startedAt = performance.now();
        const answers = await askAll(ask.plan, ask.pool, Date.now, signal);
        if (!signal.aborted) ask.take(key, answers, performance.now() - startedAt);
      },
    }),
  );

  useEffect(() => {
    if (!isPolling) return;
    const take = (of: string, answers: Answers, tookMs: Milliseconds) => {
      const notice = paceNotice(tookMs, clock.everyMs);
      if (hasAnswer(answers)) cache.put(dashboard.uid, of, answers);
      setState((was) => ({ key: of, asked: afterRound(was?.key === of ? was.asked : undefined, answers, notice) }));
    };
    const want = () => {
      const tick = clock.read();
      runner.want({
        key,
        tick,
        everyMs: clock.everyMs,
        question: { plan: latest.current.makePlan(tick.range), pool, take },
      });
    };
    want();
    const stop = clock.subscribe(want);
    return () => {
      stop();
      runner.want(undefined);
    };
  }, [isPolling, key, clock, pool, cache, dashboard.uid, runner]);

  useEffect(() => {
    if (!isAsking || !isRiding || !live) return;
    const exprs = [...new Set(latest.current.plan.queries.map(({ expr }) => expr))];
    const read = () => {
      const answers = answersOfLive(latest.current.makePlan, live);
      if (!answers) return;
      if (hasAnswer(answers)) cache.put(dashboard.uid, key, answers);
      setState({ key, asked: liveRound(answers) });
    };
    read();
    const leave = live.join(exprs, read);
    setLeftOut(leave === undefined);
    return leave;
  }, [isAsking, isRiding, key, live, cache, dashboard.uid]);

  const asked = useMemo(() => {
    if (state?.key === key) return state.asked;
    const known = cache.get(dashboard.uid, key);
    // Seen before, or what stood here until now: pale, until the new answer is there.
    if (known) return { answers: known, range: known.plan.range, notices: [], isStale: true };
    const before = state?.asked.answers;
    if (before && areOfSameSources(before.plan, plan)) {
      return { answers: before, range: plan.range, notices: [], isStale: true };
    }
    return { range: plan.range, notices: [], isStale: false };
  }, [state, key, plan, cache, dashboard.uid]);

  return { asked, retry: useCallback(() => runner.retry(), [runner]) };
}

interface Ask {
  plan: Plan;
  pool: DashboardRun["pool"];
  take(key: string, answers: Answers, tookMs: Milliseconds): void;
}

const wait = (go: () => void, delay: number) => {
  const timer = setTimeout(go, delay);
  return () => clearTimeout(timer);
};

/** A round that failed as a whole leaves what was there, and says how old that is. */
function afterRound(was: Asked | undefined, answers: Answers, notice: string | undefined): Asked {
  const notices = notice === undefined ? [] : [notice];
  const isLost = !hasAnswer(answers) && answers.failure !== undefined;
  if (isLost && was?.answers) {
    return { answers: was.answers, failure: answers.failure, range: answers.plan.range, notices, isStale: true };
  }
  return { answers, range: answers.plan.range, notices, isStale: false };
}

const liveRound = (answers: ReturnType<typeof answersOfLive> & object): Asked => ({
  answers,
  failure: answers.failure,
  range: answers.plan.range,
  notices: [],
  isStale: answers.isStale,
});
