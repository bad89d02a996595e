// The Settings page has nothing of its own in its link but the section that it opens at.

export const sections = ["appearance", "notifications", "secrets", "history", "api", "sampling", "about", "problems"] as const;
export type Section = (typeof sections)[number];

/** The section a link points at; undefined opens the page at its top. */
export function readSection(params: URLSearchParams): Section | undefined {
  const text = params.get("section");
  return sections.find((section) => section === text);
}
