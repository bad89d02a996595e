import { isOurs } from "./app-origin";

/** What becomes of a wish to go somewhere: our own pages stay in the window, the web belongs in the user's browser. */
export function destinationOf(address: string): "here" | "browser" | "nowhere" {
  if (isOurs(address)) return "here";
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:" ? "browser" : "nowhere";
}
