import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";

const folder = join(import.meta.dirname, "../e2e/screenshots");

/** The sizes that the project cares for. */
const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
];

/**
 * The page in both themes and at both sizes, as the shell's `name`. The system's theme is changed, which the console
 * follows as long as its own is "System", the way it comes.
 */
export async function takeScreenshots(name: string, page: Page, shell: string): Promise<void> {
  mkdirSync(join(folder, shell), { recursive: true });
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      const path = join(folder, shell, `${name}-${theme}-${size.width}x${size.height}.png`);
      await page.screenshot({ path, animations: "disabled" });
    }
  }
  await page.emulateMedia({ colorScheme: null });
}
