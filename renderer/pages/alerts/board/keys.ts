export interface BoardKeys {
  open(): unknown;
  acknowledge(): void;
  unacknowledge(): void;
  silence(): void;
  pick(): void;
  pickAll(): void;
  leave(): void;
}

/** What a key does on the board, beside moving. True when it did something. */
export function boardKey(key: string, keys: BoardKeys): boolean {
  switch (key) {
    case "Enter":
      keys.open();
      return true;
    case "a":
      keys.acknowledge();
      return true;
    case "u":
      keys.unacknowledge();
      return true;
    case "s":
      keys.silence();
      return true;
    case "x":
      keys.pick();
      return true;
    case "X":
      keys.pickAll();
      return true;
    case "Escape":
      keys.leave();
      return true;
    default:
      return false;
  }
}
