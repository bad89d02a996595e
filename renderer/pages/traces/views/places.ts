/** Where each of some numbers below `count` stands in a list, by its key; -1 for one that is not in it. */
export function placesOf(order: ArrayLike<number>, count: number): (key: string) => number {
  const places = new Int32Array(count).fill(-1);
  for (let place = 0; place < order.length; place++) places[order[place] as number] = place;
  return (key) => places[Number(key)] ?? -1;
}
