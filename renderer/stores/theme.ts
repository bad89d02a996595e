// The theme and the density on <html>, where the tokens look for them.
import type { Preferences } from "#shared/contract/settings";

const rememberedKey = "watchdeck.appearance";

type Appearance = Pick<Preferences, "theme" | "density">;

/** What a preference for the theme means on this system at this moment. */
export function resolveTheme(theme: Preferences["theme"], systemIsDark: boolean): "dark" | "light" {
  if (theme === "system") return systemIsDark ? "dark" : "light";
  return theme;
}

/** The appearance of the last window, from text that anything may have written. */
export function readRemembered(text: string | null): Appearance {
  const usual: Appearance = { theme: "system", density: "comfortable" };
  try {
    const saved = JSON.parse(text ?? "null") as Partial<Appearance> | null;
    return {
      theme: saved?.theme === "dark" || saved?.theme === "light" ? saved.theme : usual.theme,
      density: saved?.density === "compact" ? "compact" : usual.density,
    };
  } catch {
    // Not JSON: somebody else's, or cut off. The settings come in a moment and put it right.
    return usual;
  }
}

let shown: Appearance | undefined;

/** Draws with this appearance, and remembers it, so that the next window does not start in the other theme. */
export function showAppearance({ theme, density }: Appearance): void {
  shown = { theme, density };
  const root = document.documentElement;
  root.dataset.theme = resolveTheme(theme, matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.density = density;
  localStorage.setItem(rememberedKey, JSON.stringify(shown));
}

/** Before the first frame: the last window's appearance. From then on the system's theme is followed where the user wants that. */
export function setUpAppearance(): void {
  showAppearance(readRemembered(localStorage.getItem(rememberedKey)));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shown && showAppearance(shown));
}
