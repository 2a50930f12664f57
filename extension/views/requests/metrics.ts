import type { metricsRequests } from "../../../webview/requests.js";
import { nothing, type RowsOf } from "./requestRow.js";

export const metricsRows: RowsOf<typeof metricsRequests> = {
  readRuns: { schema: nothing, answer: (_, { storage }) => storage.curves() },
};
