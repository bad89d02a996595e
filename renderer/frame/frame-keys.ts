interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: unknown;
}

/** What a key does wherever the user is: Ctrl/Cmd+K searches, `?` shows the keys, unless it is being typed. */
export function keyAction({ key, ctrlKey, metaKey, altKey, target }: Key): "palette" | "keys" | undefined {
  if (key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey) return "palette";
  if (key === "?" && !ctrlKey && !metaKey && !takesText(target)) return "keys";
  return undefined;
}

function takesText(target: unknown): boolean {
  const element = target as { tagName?: unknown; isContentEditable?: unknown } | null;
  if (element?.isContentEditable === true) return true;
  return typeof element?.tagName === "string" && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}
