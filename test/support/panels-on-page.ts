// What a user sees of the panels of an open dashboard.
import type { Page } from "playwright";

export interface PanelOnPage {
  title: string;
  state: "drawn" | "waiting" | "empty" | "failed";
}

/** Folded rows are opened first, so that nothing stays out of sight. */
export async function unfoldRows(page: Page): Promise<void> {
  const folded = page.locator('main h2 button[aria-expanded="false"]');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Each panel's state as it shows on the page, whatever its data are said to be. */
export function panelsOnPage(page: Page): Promise<PanelOnPage[]> {
  return page.locator("main [data-panel]").evaluateAll((panels) =>
    panels.map((panel): PanelOnPage => {
      const has = (selector: string) => panel.querySelector(selector) !== null;
      const body = panel.querySelector(":scope > header ~ *");
      const hasBody = has("canvas") || (body?.textContent ?? "").trim() !== "";
      const isWaiting = panel.getAttribute("data-state") === "waiting" || has("[data-skeleton]") || !hasBody;
      const state = has('[role="alert"]') ? "failed" : isWaiting ? "waiting" : has("[data-empty]") ? "empty" : "drawn";
      return { title: panel.getAttribute("aria-label") ?? "", state };
    }),
  );
}
