import { useMemo } from "react";
import { useNavigate } from "react-router";
import type { Exemplar } from "#shared/contract/query";
import type { Failure } from "#shared/model/failure";
import { useAsk } from "../../bridge/use-ask";
import type { ChartMark } from "../../charts/chart-marks";
import type { Window } from "../../components/range-picker/time-range";
import { localSource } from "../../stores/address";
import { answering, useConnections } from "../../stores/connections";
import { exemplarLink, exemplarMarks, topOf } from "./exemplar-marks";
import type { Exploration } from "./url";

export interface Exemplars {
  /** Undefined while they are asked for, and when they are not. */
  found: readonly Exemplar[] | undefined;
  isSupported: boolean;
  failure: Failure | undefined;
  /** On the chart, in the order of `found`; and how high the axis has to be for them. */
  marks: readonly ChartMark[] | undefined;
  leastTop: number | undefined;
  /** Goes to the trace of one. */
  open(mark: Pick<ChartMark, "id">): void;
  /** Whether there is a server of traces to go to. */
  canOpen: boolean;
}

const keptForMs = 60_000;

/** The exemplars of what is drawn; nothing is asked while they are off. */
export function useExemplars({ expr, source, view, hasExemplars }: Exploration, { startMs, endMs }: Window): Exemplars {
  const navigate = useNavigate();
  const isWanted = hasExemplars && expr !== "" && view === "chart" && source !== localSource;
  const { data, error } = useAsk(
    "query.exemplars",
    { source, expr, startMs, endMs },
    { enabled: isWanted, gcTime: keptForMs, staleTime: keptForMs, retry: false },
  );
  const rows = useConnections().data?.connections;
  const server = useMemo(() => answering(rows ?? [], "traces")[0], [rows]);
  const found = isWanted ? data?.exemplars : undefined;
  const marks = useMemo(() => found && exemplarMarks(found, { expr, opensIn: server?.name }), [found, expr, server?.name]);
  return {
    found,
    isSupported: data?.isSupported ?? true,
    failure: isWanted ? error?.failure : undefined,
    marks,
    leastTop: marks && topOf(marks),
    open({ id }) {
      const exemplar = found?.[Number(id)];
      const to = exemplar && server && exemplarLink(exemplar, server.id);
      if (to !== undefined) void navigate(to);
    },
    canOpen: server !== undefined,
  };
}
