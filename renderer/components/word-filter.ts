/** Whether a text has every word of the search somewhere; upper and lower case are alike, and an empty search finds all. */
export function wordFilter(search: string): (text: string) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (text) => {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
}
