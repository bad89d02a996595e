import { formatCount } from "#shared/format/count";

/** `1 line`, `12,345 lines` */
export const linesWord = (count: number): string => `${formatCount(count)} ${count === 1 ? "line" : "lines"}`;
