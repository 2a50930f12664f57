import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPeers } from "../../../model/answers/bench/findPeers.js";
import type { Text } from "../../../model/messages/message.js";
import { networks } from "../../../model/network/index.js";
import type { StageSpec } from "../../../model/network/spec.js";
import { isBlockSpec } from "../../../model/network/stages.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const programs = path.resolve("test/bench");
let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "peers-"));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

describe("findPeers", () => {
  it("gives each the folder of the data, and runs it in that of its program", async () => {
    // A Python that has everything.
    const python = path.join(root, "python");
    await writeFile(python, "#!/bin/sh\npwd >> folders\n", { mode: 0o755 });
    const notes: Text[] = [];
    const settings = { folder: root, data: "/data", spec: tinyNetwork, batchSize: 128 };
    const found = await findPeers(
      { python: path.relative(process.cwd(), python), ...settings },
      (note) => notes.push(note),
    );
    expect(notes).toEqual([]);
    expect(found).toHaveLength(5);
    // Not in the current folder, whose modules Python would take.
    expect((await readFile(path.join(root, "folders"), "utf8")).trim().split("\n")).toEqual([
      root,
      root,
    ]);
    for (const { command, args, directory } of found) {
      expect([command, args[2], directory]).toEqual([python, "/data", root]);
      expect(JSON.parse(args[3] ?? "")).toEqual(tinyNetwork);
    }
  });
});

describe("the peers' programs", () => {
  it.each([
    ["packed", (bytes: Buffer) => gzipSync(bytes), ".gz"],
    ["plain", (bytes: Buffer) => bytes, ""],
  ])("read the data of any folder, %s", async (_, pack, ending) => {
    await writeFile(path.join(root, `labels${ending}`), pack(Buffer.from("12345678abc")));
    const source = `
import sys
sys.path.insert(0, ".")
from packedFile import open_packed
print(open_packed(sys.argv[1], "labels").read()[8:].decode())
`;
    const { stdout } = await execa("python3", ["-B", "-c", source, root], { cwd: programs });
    expect(stdout).toBe("abc");
  });
});

/** The kinds of all stages, those within blocks too. */
function kindsIn(stages: readonly StageSpec[]): readonly string[] {
  return stages.flatMap((stage) => [
    stage.kind,
    ...(isBlockSpec(stage) ? stage.paths.flatMap(kindsIn) : []),
  ]);
}

describe.each(["torchNetwork.py", "tensorflowPeer.py"])("%s", (program) => {
  it.each(networks)("can build every stage of $id", async ({ modules }) => {
    const source = `
import ast, json, sys
tree = ast.parse(open(sys.argv[1]).read())
[kinds] = [n.value for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "KINDS"]
print(json.dumps([key.value for key in kinds.keys]))
`;
    const { stdout } = await execa("python3", ["-c", source, path.join(programs, program)]);
    const used = new Set(modules.flatMap(({ stages }) => kindsIn(stages)));
    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining([...used]));
  });
});
