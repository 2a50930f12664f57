import { describe, expect, it } from "vitest";
import { formatCompact, formatShape, formatShare } from "../../../webview/words/format.js";
import { t } from "../../../webview/words/l10n.js";
import { markdownText } from "../../../webview/words/markdown.js";
import { durationText } from "../../../webview/words/durationText.js";
import { unbroken, withPlainSpaces } from "../../../webview/words/unbroken.js";

describe("a value and its unit", () => {
  it.each([
    formatShare(0.271),
    formatShape([512, 6, 6]),
    formatCompact(110_700),
    t("{0} ms", 12),
    t("{0} × {0} px, every {1} px", 59, 8).split(",")[0] ?? "",
    unbroken("23.9 MB"),
    unbroken("× 12.0"),
    durationText(11_000),
  ])("stay in one line: %s", (text) => {
    expect(text).toMatch(/\u00A0/u);
    expect(text).not.toContain(" ");
  });

  it("are told apart from words, between which a line may end", () => {
    for (const text of ["3 steps", "12 Gates", "epoch 3 of 10", "3 msec"]) {
      expect(unbroken(text)).toBe(text);
    }
  });

  it("leave the page with plain spaces", () => {
    expect(withPlainSpaces(formatShape([512, 6, 6]))).toBe("512 × 6 × 6");
    expect(markdownText(formatShare(0.271))).toBe("27.1 %");
  });
});
