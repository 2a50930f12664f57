import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { fileReason, linkReason } from "../../../model/messages/fileReason.js";
import { SaidError } from "../../../model/messages/saidError.js";
import { englishOf } from "../../../model/messages/translate.js";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), "reasons-"));
  return () => {
    rmSync(directory, { recursive: true });
  };
});

function faultOf(name: string): unknown {
  try {
    return readFileSync(path.join(directory, name));
  } catch (error) {
    return error;
  }
}

function ofSystem(code: string): Error {
  return Object.assign(new Error(`${code}: words of Node, read`), { code, syscall: "read" });
}

describe("why a file cannot be read", () => {
  it("is a sentence for what lies there instead of one", () => {
    mkdirSync(path.join(directory, "folder"));
    symlinkSync("circle", path.join(directory, "circle"));
    const told = ["none", "folder", "circle", "n".repeat(300)].map((name) =>
      englishOf(fileReason(faultOf(name))),
    );
    expect(told).toEqual([
      "There is no such file.",
      "It is a folder.",
      "Its links lead in a circle.",
      "Its name is too long.",
    ]);
  });

  it.each([
    ...["EACCES", "EPERM", "EMFILE", "ENFILE", "EIO", "EBUSY", "ENXIO", "ESTALE", "ETIMEDOUT"],
    ...["EXDEV", "EUNKNOWN", "ERR_FS_FILE_TOO_LARGE"],
  ])("is a sentence for %s, and no words of Node", (code) => {
    const told = englishOf(fileReason(ofSystem(code)));
    expect(told).toMatch(/^[A-Z][a-z].*\.$/u);
    expect(told).not.toMatch(/Node|read$|: /u);
  });

  // Other systems take no such name.
  it.runIf(process.platform === "linux")(
    "is a name in another encoding, as archives have it",
    () => {
      // "马" in GBK.
      writeFileSync(Buffer.from([...Buffer.from(`${directory}/`), 0xc2, 0xed]), "");
      const [name = ""] = readdirSync(directory);
      for (const reasonOf of [fileReason, linkReason])
        expect(englishOf(reasonOf(faultOf(name)))).toBe("Its name is not in UTF-8: rename it.");
    },
  );

  it("is what other errors say themselves", () => {
    expect(englishOf(fileReason(new SaidError("It is empty.")))).toBe("It is empty.");
    expect(englishOf(fileReason(new Error("Its end is missing.")))).toBe("Its end is missing.");
  });

  it("is of a link that there is nothing where it leads", () => {
    expect(englishOf(linkReason(faultOf("none")))).toBe("It is a link that leads nowhere.");
    expect(englishOf(linkReason(ofSystem("EACCES")))).toBe("You may not read it.");
  });
});
