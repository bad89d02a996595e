import { useSyncExternalStore } from "react";
import { type ChartColours, onThemeChange, readChartColours } from "./chart-colours";

// One reading for all the charts of the page: reading styles has the browser work them out.
let known: { theme: string | undefined; colours: ChartColours } | undefined;

/** The colours of the theme that is on; the same object for as long as that is the same. */
export function sharedColours(): ChartColours {
  const { theme } = document.documentElement.dataset;
  if (known?.theme !== theme || !known) known = { theme, colours: readChartColours() };
  return known.colours;
}

/** The colours of the theme that is on, anew when it changes. */
export const useChartColours = (): ChartColours => useSyncExternalStore(onThemeChange, sharedColours);
