// Which time zones are offered. What any link or file names is taken; the list is what people choose most.
const usual = ["browser", "utc"];

const nameOf = (zone: string, own: string): string => {
  const name = zone === "browser" ? "Local time" : zone === "utc" ? "UTC" : zone;
  return zone === own && !usual.includes(zone) ? `${name} (of this dashboard)` : name;
};

/** Local time, UTC, and whatever the dashboard or the link names. */
export function zoneChoices(own: string, chosen: string): { value: string; label: string }[] {
  return [...new Set([...usual, own, chosen])].map((value) => ({ value, label: nameOf(value, own) }));
}
