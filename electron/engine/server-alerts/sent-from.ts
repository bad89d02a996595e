/**
 * The address of the server that an alert's link leads back to: the link without its query and its last part, which is a page.
 * `http://host/prom/graph?g0.expr=up` is of `http://host/prom`. Empty for what is no link.
 */
export function sentFrom(generatorUrl: string | undefined): string {
  if (generatorUrl === undefined || !URL.canParse(generatorUrl)) return "";
  const { origin, pathname } = new URL(generatorUrl);
  return `${origin}${pathname.replace(/\/[^/]*$/, "")}`;
}
