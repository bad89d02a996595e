// The traces that were looked at since the window was opened: what one is compared with is mostly one of them.

export interface RecentTrace {
  traceId: string;
  source: string | undefined;
  /** "gateway POST /v1/chat". */
  name: string;
  durationNs: number;
}

/** More are no help to choose from. */
const most = 10;
let recent: readonly RecentTrace[] = [];

/** The latest first, each once. */
export const recentTraces = (): readonly RecentTrace[] => recent;

export function rememberTrace(trace: RecentTrace): void {
  recent = [trace, ...recent.filter((known) => known.traceId !== trace.traceId || known.source !== trace.source)].slice(0, most);
}
