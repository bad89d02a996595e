import { useEffect, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import type { SpanDetail } from "#shared/model/trace";
import type { OpenTrace } from "../reading/messages";
import { getTraceReader } from "../reading/reader";

export interface SpanAnswer {
  /** Undefined while it is on its way, which takes milliseconds. */
  detail: SpanDetail | undefined;
  failure: Failure | undefined;
  again(): void;
}

/** The texts of one span, which the worker keeps. */
export function useSpanDetail(open: OpenTrace, position: number): SpanAnswer {
  const [answer, setAnswer] = useState<{ key: string; detail?: SpanDetail; failure?: Failure }>();
  const [times, setTimes] = useState(0);
  const key = `${open.key} ${position} ${times}`;

  useEffect(() => {
    let isWanted = true;
    getTraceReader()
      .detail(open.key, position)
      .then(
        (detail) => isWanted && setAnswer({ key, detail }),
        (error: unknown) => isWanted && setAnswer({ key, failure: toFailure(error) }),
      );
    return () => {
      isWanted = false;
    };
  }, [open.key, position, key]);

  const own = answer?.key === key ? answer : undefined;
  return { detail: own?.detail, failure: own?.failure, again: () => setTimes((was) => was + 1) };
}
