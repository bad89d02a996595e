const mostOnOneLine = 1000;
const step = 32;

/** What is shown on one line where so many characters fit: a little more, for those that take no width, and in steps. */
export const shownOnOneLine = (fitting: number): number => Math.min(mostOnOneLine, Math.ceil((1.15 * fitting + 8) / step) * step);

/** What is shown of a long line that may take several, until somebody asks for more. */
export const shownAtFirst = 8192;
const steps = [shownAtFirst, 8 * shownAtFirst, Number.POSITIVE_INFINITY] as const;

/** How much is shown after one more question. */
export const shownNext = (shown: number): number => steps.find((step) => step > shown) ?? shown;
