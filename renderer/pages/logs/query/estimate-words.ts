import { formatCount } from "#shared/format/count";
import { formatDiskSize } from "#shared/format/disk-size";

export interface Estimate {
  /** "about 40 MB". */
  words: string;
  /** The whole sentence, for the tooltip. */
  about: string;
  /** So much that a small Loki, at a few hundred MB a second, will not be done within its usual limit of a minute. */
  isMuch: boolean;
}

const much = 10e9;

/** An estimate as a chip beside the query; undefined where the source could not tell. */
export function estimateWords(told: {
  streams?: number | undefined;
  entries?: number | undefined;
  bytes?: number | undefined;
}): Estimate | undefined {
  const { streams, entries, bytes } = told;
  // Loki counts lines only once they are written away: of fresh ones it says 0, which would be read as none.
  if (bytes === undefined || bytes === 0) return undefined;
  const size = roughSize(bytes);
  const isMuch = roundedTo2(bytes) >= much;
  const parts = [
    entries === undefined ? undefined : `${formatCount(entries)} lines`,
    streams === undefined ? undefined : `${formatCount(streams)} ${streams === 1 ? "stream" : "streams"}`,
  ].filter((part) => part !== undefined);
  const of = parts.length > 0 ? `: ${parts.join(" of ")}` : "";
  const advice = isMuch ? " Narrow it by more labels or a shorter time." : "";
  return {
    words: isMuch ? `reads ${size}: narrow it` : `about ${size}`,
    about: `Running it goes through about ${size}${of}, by the source's own estimate.${advice}`,
    isMuch,
  };
}

/** An estimate with three digits would look like a measurement. */
export const roughSize = (bytes: number): string => formatDiskSize(roundedTo2(bytes));

const roundedTo2 = (bytes: number): number => Number(bytes.toPrecision(2));
