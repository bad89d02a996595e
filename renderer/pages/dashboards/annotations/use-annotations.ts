import { useEffect, useMemo, useState } from "react";
import type { CallOutput } from "#shared/contract/index";
import type { AnnotationQuery, Dashboard } from "#shared/dashboards/dashboard";
import type { AbsoluteRange, Annotation } from "#shared/dashboards/panel-data";
import { parseInterval } from "#shared/dashboards/queries/interval";
import { fillName, fillQuery } from "#shared/dashboards/variables/fill";
import type { Scope } from "#shared/dashboards/variables/scope";
import { toFailure } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { useEvent } from "../../../bridge/use-event";
import type { RefreshClock } from "../run/refresh-clock";
import { marksOf } from "./marks";
import { noteLook } from "./notes";

export interface Annotations {
  marks: readonly Annotation[];
  /** Why some could not be had, by name: sentences. */
  problems: ReadonlyMap<string, string>;
}

interface Input {
  dashboard: Dashboard;
  /** Those that are switched off. */
  off: ReadonlySet<string>;
  scope: Scope;
  isReady: boolean;
  defaultSource: string;
  clock: RefreshClock;
}

/** Marks change seldom: they are asked for no oftener than this, however often the panels are. */
const leastPause: Milliseconds = seconds(10);
/** So many points at most: a mark is no finer than a few pixels. */
const points = 500;

const none: Annotations = { marks: [], problems: new Map() };

/** The marks on the time axis: from queries, from the alerts of this console, and noted by hand. */
export function useAnnotations({ dashboard, off, scope, isReady, defaultSource, clock }: Input): Annotations {
  const [found, setFound] = useState(none);
  const [changes, setChanges] = useState(0);
  useEvent("notes.changed", () => setChanges((was) => was + 1));
  const { annotations, uid } = dashboard;
  const shown = useMemo(() => annotations.filter(({ name }) => !off.has(name)), [annotations, off]);
  const notes = useMemo(() => noteLook(annotations, off), [annotations, off]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` says that notes were made or taken away
  useEffect(() => {
    if (!isReady) return;
    let controller: AbortController | undefined;
    let askedAt = Number.NEGATIVE_INFINITY;
    const go = () => {
      const { range, isForced } = clock.read();
      if (!isForced && performance.now() - askedAt < leastPause) return;
      askedAt = performance.now();
      controller?.abort();
      const mine = new AbortController();
      controller = mine;
      void collect(shown, notes, { range, scope: { ...scope, range }, uid, defaultSource, signal: mine.signal }).then((next) => {
        if (!mine.signal.aborted) setFound((was) => (isSame(was, next) ? was : next));
      });
    };
    go();
    const stop = clock.subscribe(go);
    return () => {
      stop();
      controller?.abort();
    };
  }, [shown, notes, scope, isReady, uid, defaultSource, clock, changes]);

  return found;
}

/** The panels are drawn anew only where there are other marks. */
const isSame = (one: Annotations, other: Annotations): boolean =>
  JSON.stringify([one.marks, [...one.problems]]) === JSON.stringify([other.marks, [...other.problems]]);

interface Asking {
  range: AbsoluteRange;
  scope: Scope;
  uid: string;
  defaultSource: string;
  signal: AbortSignal;
}

async function collect(
  queries: readonly AnnotationQuery[],
  look: ReturnType<typeof noteLook>,
  asking: Asking,
): Promise<Annotations> {
  const problems = new Map<string, string>();
  const notes = notedByHand(look, asking).catch(() => {
    // The dashboard is there without its notes; the engine has said in its log why they cannot be read.
    return [];
  });
  const lists = await Promise.all(
    queries.map(async (query) => {
      try {
        return await marksFor(query, asking);
      } catch (error) {
        problems.set(query.name, toFailure(error).say);
        return [];
      }
    }),
  );
  return { marks: [...lists.flat(), ...(await notes)], problems };
}

async function marksFor(query: AnnotationQuery, { range, scope, defaultSource, signal }: Asking): Promise<Annotation[]> {
  if (query.kind === "manual") return [];
  if (query.kind === "alerts") {
    const { changes } = await ask("alerts.changes", { fromMs: range.from, toMs: range.to }, { signal });
    return changes.map((change) => ofChange(change, query.name));
  }
  if (query.expr.trim() === "") return [];
  const least = parseInterval(query.minStep) ?? 0;
  const stepMs = Math.max(least, Math.ceil((range.to - range.from) / points / 1000) * 1000);
  const floor = (at: number) => Math.floor(at / stepMs) * stepMs;
  const { series } = await ask(
    "query.range",
    {
      source: fillName(query.source, scope) || defaultSource,
      expr: fillQuery(query.expr, scope),
      startMs: floor(range.from),
      endMs: floor(range.to),
      stepMs,
    },
    { signal },
  );
  return marksOf(query, series, stepMs);
}

const stateColours = { firing: "red", pending: "yellow", resolved: "green" } as const;

type Change = CallOutput<"alerts.changes">["changes"][number];

const ofChange = ({ atMs, name, state, labels, summary }: Change, from: string): Annotation => ({
  at: atMs,
  title: `${name} ${state === "firing" ? "began to fire" : state === "resolved" ? "was resolved" : "is pending"}`,
  text: summary,
  tags: Object.entries(labels).flatMap(([label, value]) => (label === "alertname" ? [] : [`${label}: ${value}`])),
  color: stateColours[state],
  from,
});

async function notedByHand(look: ReturnType<typeof noteLook>, { range, uid, signal }: Asking): Promise<Annotation[]> {
  if (!look) return [];
  const { notes } = await ask("notes.list", { fromMs: range.from, toMs: range.to, dashboard: uid }, { signal });
  return notes.map(({ id, atMs, untilMs, text, tags }) => ({
    id,
    at: atMs,
    ...(untilMs !== undefined && { until: untilMs }),
    title: "",
    text,
    tags,
    color: look.color,
    from: look.name,
  }));
}
