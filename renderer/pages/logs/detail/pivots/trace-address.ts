/** Where a trace opens. The template comes from a connection's settings: only an http(s) address becomes a link. */
export function traceAddress(template: string | undefined, id: string): string | undefined {
  if (!template?.includes("{trace}")) return undefined;
  const address = template.replaceAll("{trace}", encodeURIComponent(id));
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}
