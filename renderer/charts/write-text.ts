/** Puts a text into an element that holds nothing else, and leaves the page alone when it is there already. */
export function writeText(element: Element, text: string): void {
  const node = element.firstChild;
  // Changed in place: `textContent` would take a node out and put one in, which the browser styles and lays out anew.
  if (node instanceof Text) {
    if (node.data !== text) node.data = text;
  } else if (text !== "") element.textContent = text;
}
