// What the frame and the pages share in the address, so that a link shows what its sender saw: `source=<id>`, and `last=15m`
// for a window that moves with the time.
import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { formatDuration, parseDuration } from "#shared/format/duration";
import { type Milliseconds, minutes } from "#shared/units/time";

export const localSource = "local";
export const usualWindow: Milliseconds = minutes(15);

/** The source that a link names; this machine when it names none, or something that can be none. */
export function readSource(params: URLSearchParams): string {
  const source = params.get("source") ?? "";
  return source.length > 0 && source.length <= 200 ? source : localSource;
}

/** The moving window that a link names, held between two lengths. */
export function readWindow(params: URLSearchParams, least: Milliseconds, most: Milliseconds): Milliseconds {
  const duration = parseDuration(params.get("last") ?? "");
  if (!duration.ok || duration.value <= 0) return usualWindow;
  return Math.min(most, Math.max(least, duration.value));
}

/** The parameters with one of them changed; the usual value is left out, so that links stay short. */
function withParameter(params: URLSearchParams, name: string, value: string, usual: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === usual) next.delete(name);
  else next.set(name, value);
  return next;
}

/** The chosen source, and the way to choose another. */
export function useSource(): [string, (source: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback((source: string) => setParams((was) => withParameter(was, "source", source, localSource)), [setParams]);
  return [readSource(params), set];
}

/** The chosen length of the moving window, and the way to choose another. */
export function useWindowLength(least: Milliseconds, most: Milliseconds): [Milliseconds, (length: Milliseconds) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (length: Milliseconds) => setParams((was) => withParameter(was, "last", formatDuration(length), formatDuration(usualWindow))),
    [setParams],
  );
  return [readWindow(params, least, most), set];
}

/** The search of a link to another page: what is shared goes along, what is the page's own stays behind. */
export function sharedSearch(params: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of ["source", "last"]) {
    const value = params.get(name);
    if (value !== null) kept.set(name, value);
  }
  const text = kept.toString();
  return text === "" ? "" : `?${text}`;
}
