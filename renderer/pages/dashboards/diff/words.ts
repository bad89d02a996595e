export const placesWords = (count: number): string => (count === 1 ? "1 place" : `${count} places`);
