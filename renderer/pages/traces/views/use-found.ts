import { useMemo } from "react";
import { getTraceReader, type OpenTrace } from "../reading/reader";
import { type Asked, useAsked } from "./use-asked";

/** Long enough that a word is typed to its end, too short to be waited for. */
const typingPauseMs = 120;

/** The positions of the spans that have all of the words; no answer for no words. */
export function useFound({ key }: OpenTrace, words: string): Asked<Uint32Array> {
  const asked = words.trim();
  const question = useMemo(() => (asked === "" ? undefined : () => getTraceReader().find(key, asked)), [key, asked]);
  return useAsked(question, typingPauseMs);
}
