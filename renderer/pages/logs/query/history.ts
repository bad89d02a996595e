// The queries run on this page.
import { forgetPastQueries, readPastQueries, rememberPastQuery } from "../../../stores/past-queries";
import type { PastQuery, TextStorage } from "../../../stores/query-storage";

const key = "watchdeck.logs.history";

export const readHistory = (storage: TextStorage): PastQuery[] => readPastQueries(storage, key);
export const rememberQuery = (storage: TextStorage, query: PastQuery): PastQuery[] => rememberPastQuery(storage, key, query);
export const forgetHistory = (storage: TextStorage): PastQuery[] => forgetPastQueries(storage, key);
