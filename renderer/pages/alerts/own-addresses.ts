/** The addresses that this page has asked for and the router has not drawn yet. */
export interface OwnAddresses {
  asked(address: string): void;
  /** Whether the address that was drawn just now is one of them; a later one may be drawn in the place of an earlier. */
  isOwn(drawn: string): boolean;
}

/** Tells the page's own changes of the address, which come back a moment later, from those that a link or the way back makes. */
export function createOwnAddresses(first: string): OwnAddresses {
  let last = first;
  const pending: string[] = [];
  return {
    asked: (address) => void pending.push(address),
    isOwn(drawn) {
      const place = pending.indexOf(drawn);
      pending.splice(0, place < 0 ? pending.length : place + 1);
      const isOwn = place >= 0 || drawn === last;
      last = drawn;
      return isOwn;
    },
  };
}
