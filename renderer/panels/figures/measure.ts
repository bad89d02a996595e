import { textWidth } from "../../charts/text-width";
import type { Measure } from "./fit-text";

const family = '"Inter Variable", system-ui, sans-serif';
/** Measured large, since widths come in whole pixels. */
const measuredAt = 100;

/** The width of a figure at size 1. A little more than measured: what is rounded must not cost an ellipsis. */
export const measureFigure: Measure = (text) => (textWidth(text, `620 ${measuredAt}px ${family}`) / measuredAt) * 1.02;

/** The width of a name at size 1. */
export const measureName: Measure = (text) => textWidth(text, `560 ${measuredAt}px ${family}`) / measuredAt;

/** The width of the words of a cell, in px. */
export const measureCell = (text: string): number => textWidth(text, `13px ${family}`);
