/** What VS Code hands to a page; it may be asked for once, and is kept private to the page's code. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export function acquireVsCode(): VsCodeApi {
  return acquireVsCodeApi();
}
