// Where a trace opens that a log line names. It is opened in a browser, so nothing but a web address may stand there.

/** Why it cannot be kept, in a sentence; undefined when it can. */
export function problemWithTraceUrl(url: string | undefined): string | undefined {
  if (url === undefined || url === "") return undefined;
  const isWeb = URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
  if (!isWeb) return "The address that opens a trace has to start with http:// or https://.";
  if (!url.includes("{trace}")) return "The address that opens a trace has to hold {trace}, in the place of the trace's id.";
  return undefined;
}
