import { readTraceAddress, writeTraceAddress } from "./url";

export interface OwnAddresses {
  /** What the page is about to put there. */
  add(params: URLSearchParams): void;
  /** Whether what is there now is of the page itself; else a link, or Back, has led to it. */
  has(params: URLSearchParams): boolean;
}

/** Which addresses a trace's page has put there itself: by those it leads itself nowhere. */
export function createOwnAddresses(first: URLSearchParams): OwnAddresses {
  // The router takes a moment for each: while one is on its way, those before it may still come by.
  let known = [ownPart(first)];
  return {
    add(params) {
      known.push(ownPart(params));
    },
    has(params) {
      const place = known.indexOf(ownPart(params));
      if (place < 0) {
        known = [ownPart(params)];
        return false;
      }
      known = known.slice(place);
      return true;
    },
  };
}

/** As it is read back: what cannot be is not told. */
const ownPart = (params: URLSearchParams): string =>
  writeTraceAddress(readTraceAddress(params), new URLSearchParams()).toString();
