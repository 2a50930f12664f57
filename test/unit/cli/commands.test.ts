import { readdirSync } from "node:fs";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineCommand } from "../../../model/cli/command.js";
import { commands } from "../../../model/cli/commands/index.js";
import { UsageError } from "../../../model/messages/userError.js";

describe("the commands of the terminal", () => {
  it("are each in a file of the command's name, and in the table", () => {
    const files = readdirSync("model/cli/commands").map((file) => file.replace(".ts", ""));
    const named = commands.map(({ id }) =>
      id.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase()),
    );
    // What is no command: the table of them, and one that a command prints.
    expect(named.toSorted()).toEqual(
      files.filter((file) => !["index", "benchTable"].includes(file)).toSorted(),
    );
  });
});

describe("what was typed", () => {
  const read: unknown[] = [];
  const made = defineCommand({
    id: "made-up",
    summary: "",
    declare: (command) =>
      command.argument("<run-dir>").argument("[more...]").option("--batch-size <n>"),
    argument: z.object({
      runDir: z.string(),
      more: z.array(z.string()),
      batchSize: z.coerce.number().max(8).optional(),
    }),
    run: (argument) => void read.push(argument),
  });
  const type = async (...args: readonly string[]): Promise<void> => {
    const program = new Command().exitOverride();
    made.addTo(program);
    await program.parseAsync(["made-up", ...args], { from: "user" });
  };

  it("is one value of arguments and options by their names", async () => {
    await type("r", "a", "b", "--batch-size", "4");
    await type("r");
    expect(read).toEqual([
      { runDir: "r", more: ["a", "b"], batchSize: 4 },
      { runDir: "r", more: [] },
    ]);
  });

  it("is refused in one sentence where it does not fit the command's schema", async () => {
    const error = await type("r", "--batch-size", "9").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain("batchSize cannot be used: ");
  });
});
