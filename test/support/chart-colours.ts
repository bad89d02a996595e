// The colours of the two themes, read from the tokens: what a chart is given without a browser.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartColours } from "../../renderer/charts/chart-colours";

const css = readFileSync(join(import.meta.dirname, "../../renderer/styles/tokens.css"), "utf8");

function coloursOf(selector: string, isDark: boolean): ChartColours {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  const token = (name: string) => new RegExp(`--${name}: ([^;]+);`).exec(block)?.[1] ?? "";
  return {
    isDark,
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => token(`series-${index}`)),
    axisText: token("muted"),
    grid: token("hairline"),
    cursor: token("faint"),
    panel: token("panel"),
    text: token("text"),
    critical: token("critical"),
    warning: token("warning"),
    font: "sans-serif",
  };
}

export const darkColours = coloursOf(":root", true);
export const lightColours = coloursOf(':root[data-theme="light"]', false);
