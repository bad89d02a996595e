/** Brings the page, with all that it draws with. Schemas are told first what they may not do: some are used as soon as they are there. */
export async function loadPage() {
  const { setUpSchemas } = await import("./schemas");
  setUpSchemas();
  const { Page } = await import("./Page");
  return { default: Page };
}
