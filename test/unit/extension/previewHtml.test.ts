import { describe, expect, it, vi } from "vitest";
import { previewHtml } from "../../../extension/trainForm/previewHtml.js";
import { says } from "../../../model/messages/message.js";
import type { DataPreview } from "../../../model/run/dataPreview.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const preview: DataPreview = {
  ...{ dataset: "folder", title: "pets", source: "/home/me/pets & more" },
  input: [3, 8, 6],
  ...{ trainExamples: 12, testExamples: 3, size: [8, 6] },
  classes: [
    { name: "<script>alert(1)</script>", train: 8, test: 2 },
    { name: "כלבים\u202e\u001b[31m", train: 4, test: 1 },
  ],
  leftOut: Array.from({ length: 201 }, (_, index) => ({
    file: `a/${index}.png`,
    why: says("This {0} file is cut off.", "PNG"),
    isUnreadable: true,
  })),
  remarks: [says("What is transparent lies on white.")],
  pictures: [{ className: '"cats"', pixels: "", png: "iVBORw0=" }],
  changed: [],
};

describe("the page with a folder's pictures", () => {
  const html = previewHtml(preview, "N0NCE");

  it("shows counts, classes, pictures, and what is left out and why", () => {
    expect(html).toContain("2 classes · 12 pictures to train on, 3 to test on");
    expect(html).toContain("given to the network in color, 8 × 6 pixels");
    expect(html).toContain('src="data:image/png;base64,iVBORw0=" alt="&quot;cats&quot;"');
    expect(html).toContain("What is transparent lies on white.");
    expect(html).toContain("Left out: 201");
    expect(html).toContain("<bdi>a/0.png</bdi>: This PNG file is cut off.");
    expect(html.match(/<bdi>a\//gu)).toHaveLength(200);
    expect(html).toContain("and 1 more");
  });

  it("shows names as text, whatever they are, each with its own direction", () => {
    expect(html).not.toContain("<script");
    expect(html).toContain("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>");
    expect(html).toContain("<bdi>כלבים\\u202e\\u001b[31m</bdi>");
  });

  it("shows what a step makes of them, where it changes them", () => {
    const changed = [{ className: "cats", pixels: "", png: "iVBORwX=" }];
    const title = "<h2>As a training step sees them</h2>";
    expect(html).not.toContain(title);
    const both = previewHtml({ ...preview, changed }, "N0NCE");
    expect(both).toContain(title);
    expect(both).toContain("base64,iVBORwX=");
  });

  it("runs no code and takes nothing from anywhere", () => {
    expect(html).toContain("default-src 'none'; img-src data:; style-src 'nonce-N0NCE'");
    expect(html).toContain('<style nonce="N0NCE">');
  });
});
