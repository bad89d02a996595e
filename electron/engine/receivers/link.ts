import type { GroupNotification } from "#shared/model/notification";

/** Where the group can be looked at, when the console can be reached from elsewhere. */
export function linkOf({ externalUrl, alerts }: GroupNotification): string | undefined {
  if (!isWebAddress(externalUrl)) return undefined;
  const base = externalUrl.replace(/\/$/, "");
  const [first] = alerts;
  return alerts.length === 1 && first ? `${base}/alerts/${encodeURIComponent(first.id)}` : `${base}/alerts`;
}

export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);
