import { useState } from "react";

export interface PageOfRows {
  rows: readonly number[];
  /** From 0, and how many there are. */
  index: number;
  count: number;
  /** The first and the last row of the page among all, from 1; 0 when there are none. */
  from: number;
  to: number;
  total: number;
  go(index: number): void;
}

/** The rows of the page that is open; all of them without a size. A page that is no longer there is the last one. */
export function usePage(all: readonly number[], size: number | undefined): PageOfRows {
  const [wanted, go] = useState(0);
  return { ...pageOf(all, size, wanted), go };
}

export function pageOf(all: readonly number[], size: number | undefined, wanted: number): Omit<PageOfRows, "go"> {
  const total = all.length;
  const count = size === undefined ? 1 : Math.max(1, Math.ceil(total / size));
  const index = Math.min(Math.max(0, wanted), count - 1);
  const start = size === undefined ? 0 : index * size;
  const rows = size === undefined ? all : all.slice(start, start + size);
  return { rows, index, count, from: total === 0 ? 0 : start + 1, to: start + rows.length, total };
}
