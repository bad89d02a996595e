import { useEffect, useRef } from "react";
import { getTraceReader, type OpenTrace } from "../reading/reader";
import { type EventTimes, eventTimes } from "./event-times";

/** A trace of more events than this says so in its view of them; its bars would be full of ticks. */
const mostEvents = 20_000;

/** Tells when the events of the spans were, once the worker has said it. The bars do not wait for that. */
export function useEventTimes(open: OpenTrace, correctsClocks: boolean, onTimes: (times: EventTimes) => void): void {
  const latest = useRef(onTimes);
  useEffect(() => {
    latest.current = onTimes;
  });
  useEffect(() => {
    if (open.events === 0 || open.events > mostEvents) return;
    let isCurrent = true;
    getTraceReader()
      .logs(open.key)
      .then(
        (events) => isCurrent && latest.current(eventTimes(open.trace, events, correctsClocks)),
        () => {
          // Ticks are an addition to the bars: the view of the events tells why they could not be had.
        },
      );
    return () => {
      isCurrent = false;
    };
  }, [open, correctsClocks]);
}
