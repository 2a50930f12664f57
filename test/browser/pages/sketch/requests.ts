import { soon, type PageRequests } from "../../../../webview/requests.js";

export const sketchRequests = {
  greet: soon<string, string>(),
} satisfies PageRequests;
