/** The theme's colours as a canvas takes them: it knows no CSS variables. */
export interface ChartColours {
  isDark: boolean;
  series: readonly string[];
  axisText: string;
  grid: string;
  cursor: string;
  panel: string;
  text: string;
  critical: string;
  warning: string;
  font: string;
}

/** Reads the colours of the theme that is on. */
export function readChartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    isDark: document.documentElement.dataset.theme !== "light",
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => token(`--series-${index}`)),
    axisText: token("--muted"),
    grid: token("--hairline"),
    cursor: token("--faint"),
    panel: token("--panel"),
    text: token("--text"),
    critical: token("--critical"),
    warning: token("--warning"),
    font: token("--font"),
  };
}

/** Tells when the theme or the density was changed. Returns the function that stops it. */
export function onThemeChange(run: () => void): () => void {
  const observer = new MutationObserver(run);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-density"] });
  return () => observer.disconnect();
}

/** The same colour, let through to this share: `fade("#5aa2ff", 0.08)`. */
export function fade(hex: string, share: number): string {
  const alpha = Math.round(share * 255)
    .toString(16)
    .padStart(2, "0");
  return /^#[0-9a-f]{6}$/i.test(hex) ? `${hex}${alpha}` : hex;
}
