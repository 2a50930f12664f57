import { homedir } from "node:os";
import { beforeEach, describe, expect, it } from "vitest";
import { saveFile } from "../../../extension/views/requests/saveFile.js";
import { Uri, window, workspace } from "./fakeVscode.js";

const svg = { name: "inception-3a.svg", encoding: "utf8", content: "<svg>3×3</svg>" } as const;

beforeEach(() => {
  window.showSaveDialog.mockReset();
  workspace.fs.writeFile.mockReset();
  workspace.workspaceFolders = [];
});

describe("saveFile", () => {
  it("writes the text where the person wants it", async () => {
    const target = Uri.file("/home/me/picture.svg");
    window.showSaveDialog.mockResolvedValue(target);
    await expect(saveFile(svg)).resolves.toBe(true);
    expect(workspace.fs.writeFile).toHaveBeenCalledWith(target, Buffer.from("<svg>3×3</svg>"));
  });

  it.each([
    ["the opened folder", [{ uri: Uri.file("/home/me/pictures") }], "/home/me/pictures"],
    ["home, where none is open", [], homedir()],
  ])("proposes its name in %s", async (_place, folders, parent) => {
    workspace.workspaceFolders = folders;
    await saveFile(svg);
    const options = window.showSaveDialog.mock.lastCall?.[0];
    expect(options).toMatchObject({
      defaultUri: { fsPath: `${parent}/inception-3a.svg` },
      filters: { SVG: ["svg"] },
    });
  });

  it("writes the bytes of a picture", async () => {
    window.showSaveDialog.mockResolvedValue(Uri.file("/home/me/picture.png"));
    await saveFile({ name: "p.png", encoding: "base64", content: "iVBORw==" });
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
    expect(workspace.fs.writeFile).toHaveBeenCalledWith(expect.anything(), bytes);
  });

  it("writes nothing where the person cancelled", async () => {
    window.showSaveDialog.mockResolvedValue(undefined);
    await expect(saveFile(svg)).resolves.toBe(false);
    expect(workspace.fs.writeFile).not.toHaveBeenCalled();
  });

  it("names the file that cannot be written, and why", async () => {
    window.showSaveDialog.mockResolvedValue(Uri.file("/full/picture.svg"));
    workspace.fs.writeFile.mockRejectedValue(new Error("No space left on device"));
    await expect(saveFile(svg)).rejects.toThrow(
      "/full/picture.svg was not written. No space left on device. Choose another place.",
    );
  });
});
