import { nativeTheme } from "electron";
import type { EngineHost } from "./engine-host";
import type { WindowMemory } from "./window-memory";

/** The page's own background in either theme (`--background` in the renderer), drawn until the page is there. */
export const backgroundColour = (isDark: boolean): string => (isDark ? "#0b0e13" : "#f4f6f9");

/** Follows the theme that the user chose; it is remembered, so that the next start opens in it before the engine is there. */
export function setUpTheme(host: EngineHost, memory: WindowMemory): void {
  nativeTheme.themeSource = memory.read().theme;
  host.onMessage((message) => {
    if (message.t !== "theme" || message.theme === nativeTheme.themeSource) return;
    nativeTheme.themeSource = message.theme;
    memory.change({ theme: message.theme });
  });
}
