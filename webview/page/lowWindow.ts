/**
 * In a page lower than this (a projector's, beside VS Code's own bars) what stands around the picture becomes slim.
 * The style sheets say the same, as `test/unit/webview/windows.test.ts` holds them to.
 */
export const lowQuery = "(max-height: 759px)";
